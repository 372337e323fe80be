using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>
/// The reverse process by its definitions in docs/samplers.md, in sequences and double precision: what a step of <see cref="ReverseProcess"/> must make of
/// a board, letter by letter. Draws have the numbers that replay codes rely on: a slot's symbol its own, a slot's return 48 + 26 t + slot.
/// </summary>
internal static class PlainReverseProcess
{
    private const double BitRange = 1L << 32;

    public static Board Step(Board board, Prediction prediction)
    {
        if (board.IsFinished)
            return board;
        prediction.Update(board);
        (int t, int steps) = (board.Timestep, board.Settings.Steps);
        if (board.Settings.Remasking == Remaskings.None)
        {
            int keep = t == 1 ? 0 : (int)(board.Masked * Rate(t - 1, steps) / Rate(t, steps));
            return Reveal(board, board.Masked - keep, t == 1 ? board.Masked : 1, prediction).EndStep(t - 1);
        }

        Board next = board;
        bool hasMoved = false;
        while (t > 0 && (!hasMoved || next.IsFinished))
        {
            Board after = Transition(next, t--, prediction);
            hasMoved |= after != next;
            next = after;
        }
        return next.EndStep(t);
    }

    private static Board Transition(Board board, int t, Prediction prediction)
    {
        int steps = board.Settings.Steps;
        double alpha = 1 - Rate(t, steps), alphaAfter = t == 1 ? 1 : 1 - Rate(t - 1, steps), limit = alpha > 0 ? Math.Min(1, (1 - alphaAfter) / alpha) : 1;
        double[] sigma = new double[board.Slots];
        if (t > 1)
            board.Settings.Remasking.SetRates(board, t, limit, prediction, sigma);
        int[] revealed = [.. Enumerable.Range(0, board.Slots).Where(board.IsRevealed)];
        double mean = revealed.Length == 0 ? 0 : revealed.Average(slot => sigma[slot]);

        Board next = board;
        if (board.Masked > 0)
        {
            double share = Math.Clamp((1 - alphaAfter - mean * alpha) / (1 - alpha), 0, 1);
            int keep = t == 1 ? 0 : (int)(board.Masked * share + Bits(board, t, 25) / BitRange);
            next = Reveal(board, board.Masked - keep, board.Masked - keep, prediction);
        }
        return revealed.Where(slot => Bits(board, t, slot) < sigma[slot] * BitRange).Aggregate(next, (made, slot) => made.Conceal(slot));
    }

    private static Board Reveal(Board board, int scheduled, int least, Prediction prediction)
    {
        IRevealOrder order = board.Settings.Order;
        int[] ranked = [.. Enumerable.Range(0, board.Slots).Where(board.IsMasked).OrderByDescending(slot => order.Score(board, slot, prediction))];
        int count = Math.Max(least, order.Count(board, ranked, scheduled, prediction));
        return ranked.Take(count).Aggregate(board, (made, slot) => made.IsMasked(slot) ? Sample(made, slot, prediction) : made);
    }

    /// <summary>By inversion of the cumulative distribution on the grid.</summary>
    private static Board Sample(Board board, int slot, Prediction prediction)
    {
        SymbolSet candidates = board.Candidates(slot);
        float[] p = prediction.Probabilities(slot).ToArray();
        byte[] symbols = [.. Enumerable.Range(0, p.Length).Select(s => (byte)s).Where(candidates.Contains)];
        long total = symbols.Sum(s => (long)(p[s] * Prediction.Grid)), sum = 0;
        if (total == 0)
        {
            float[] logits = prediction.Logits(slot).ToArray();
            return board.Reveal(slot, symbols.MaxBy(s => logits[s]), 1);
        }
        double target = Math.Floor(CounterRandom.Bits(board.Seed, board.Moves, slot) * (double)total / BitRange);
        byte symbol = symbols.First(s => (sum += (long)(p[s] * Prediction.Grid)) > target);
        return board.Reveal(slot, symbol, (float)((double)(long)(p[symbol] * Prediction.Grid) / total));
    }

    private static double Rate(int t, int steps) => NoiseSchedule.MaskRate(t, steps);

    private static uint Bits(in Board board, int t, int draw) => CounterRandom.Bits(board.Seed, board.Moves, 48 + 26 * t + draw);
}
