using Unmask.Model.Arithmetic;

namespace Unmask.Model.Diffusion;

/// <summary>
/// The denoiser's moves: sampling masked slots from its predictions. Predictions are updated before use, and every draw is keyed by the
/// board's seed and move, so the same board always moves the same way.
/// </summary>
public static class ReverseProcess
{
    /// <summary>Draws for symbols come first, then those of the random order; remasking has its own for every timestep.</summary>
    private const int FirstRemaskDraw = 2 * Board.MaxSlots, RemaskDraws = Board.MaxSlots + 2;

    /// <summary>Samples one slot now; a slot that is known already is left as it is.</summary>
    public static Board Reveal(in Board board, int slot, Prediction prediction)
    {
        if (board.IsFloating)
            return Reveal(Place(board, prediction), slot, prediction);
        if (!board.IsMasked(slot))
            return board;
        prediction.Update(board);
        byte symbol = Draw(board, slot, prediction, out float probability);
        return board.Reveal(slot, symbol, probability).EndEdit();
    }

    /// <summary>
    /// Goes on to the next timestep, and reveals as many slots as the noise schedule and the reveal order say, always at least one, in reveal order.
    /// With remasking, some of the slots that were revealed before are masked again, as many more are revealed, and timesteps at which nothing
    /// happens are passed over. A finished board is left as it is. The step of a floating board draws its place and reveals nothing.
    /// </summary>
    public static Board Step(in Board board, Prediction prediction)
    {
        if (board.IsFloating)
            return Place(board, prediction);
        int masked = board.Masked;
        if (masked == 0)
            return board;

        prediction.Update(board);
        int t = board.Timestep;
        var drawn = default(DrawnSymbols);
        if (board.Settings.Remasking == Remaskings.None)
            return RevealSome(board, masked, prediction, ref drawn).EndStep(t - 1);

        // A row without masks is not the end while its slots may still return.
        Board next = board;
        bool moved = false;
        for (; t > 0 && (!moved || next.IsFinished); t--)
            moved |= Transition(ref next, t, prediction);
        return next.EndStep(t);
    }

    /// <summary>
    /// The <see cref="Step"/> of the game that ends in a given row: the same slots are revealed, and their symbols are the row's. The order must be
    /// without draws, and there must be no remasking, so that there is exactly one such game.
    /// </summary>
    /// <param name="board">The board before the step.</param>
    /// <param name="row">What the game comes to <c>[Slots]</c>.</param>
    /// <param name="prediction">What the denoiser makes of the board; updated here.</param>
    /// <param name="logProbability">Grows by ln of the step's probability.</param>
    internal static Board Follow(in Board board, ReadOnlySpan<byte> row, Prediction prediction, ref double logProbability)
    {
        int masked = board.Masked;
        if (masked == 0)
            return board;
        prediction.Update(board);
        var given = new GivenSymbols(row);
        Board next = RevealSome(board, masked, prediction, ref given).EndStep(board.Timestep - 1);
        logProbability += given.LogProbability;
        return next;
    }

    /// <summary>The board with the place of its floating pattern drawn; as it is if nothing floats.</summary>
    public static Board Place(in Board board, Prediction prediction) => board.IsFloating ? prediction.PlacementsOf(board).Start(board.Seed) : board;

    /// <summary>Steps until nothing is masked.</summary>
    public static Board Finish(in Board board, Prediction prediction)
    {
        Board next = board;
        while (!next.IsFinished)
            next = Step(next, prediction);
        return next;
    }

    /// <summary>The symbol that a masked slot would get now: every draw is settled by the board.</summary>
    /// <param name="board">The board, which may have gone on since the prediction: the slot's candidates are the board's.</param>
    /// <param name="slot">A masked slot.</param>
    /// <param name="prediction">What the denoiser makes of the board.</param>
    /// <param name="probability">The symbol's probability among the candidates.</param>
    public static byte Draw(in Board board, int slot, Prediction prediction, out float probability) =>
        prediction.Sample(slot, board.Candidates(slot), CounterRandom.Bits(board.Seed, board.Moves, slot), out probability);

    /// <summary>Random bits for remasking at a timestep of the current move.</summary>
    /// <param name="board">The board.</param>
    /// <param name="timestep">The timestep.</param>
    /// <param name="draw">A slot; <see cref="Board.MaxSlots"/> and the next are for numbers of slots.</param>
    internal static uint RemaskBits(in Board board, int timestep, int draw) =>
        CounterRandom.Bits(board.Seed, board.Moves, FirstRemaskDraw + timestep * RemaskDraws + draw);

    /// <summary>Rounds up or down by chance, so that the mean is the value.</summary>
    internal static int Round(double value, uint bits) => (int)(value + bits / (double)(1L << 32));

    /// <summary>
    /// One timestep of ReMDM, from t to t − 1. With α = 1 − mask rate, each revealed slot returns to MASK with its σ, and of the masked slots a share of
    /// (1 − α(t−1) − σ̄·α(t)) / (1 − α(t)) stays masked, where σ̄ is the mean over the revealed slots.
    /// </summary>
    /// <returns>Whether a slot has changed.</returns>
    private static bool Transition(ref Board board, int t, Prediction prediction)
    {
        Board before = board;
        int steps = before.Settings.Steps, slots = before.Slots, masked = before.Masked, revealed = 0;
        double rate = NoiseSchedule.MaskRate(t, steps), after = t == 1 ? 0 : NoiseSchedule.MaskRate(t - 1, steps), alpha = 1 - rate;
        double limit = alpha > after ? after / alpha : 1;
        Span<double> rates = stackalloc double[Board.MaxSlots];
        rates = rates[..slots];
        rates.Clear();
        // Whatever was said to come back at the last timestep would be masked for good.
        if (t > 1)
            before.Settings.Remasking.SetRates(before, t, limit, prediction, rates);
        double sum = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            bool canReturn = before.IsRevealed(slot);
            revealed += canReturn ? 1 : 0;
            sum += canReturn ? rates[slot] : 0;
        }

        if (masked > 0)
        {
            double share = (after - sum / Math.Max(revealed, 1) * alpha) / rate;
            int keep = Round(masked * Math.Clamp(share, 0, 1), RemaskBits(before, t, Board.MaxSlots + 1));
            int scheduled = t == 1 ? masked : masked - Math.Min(keep, masked);
            var drawn = default(DrawnSymbols);
            board = Reveal(before, masked, scheduled, scheduled, prediction, ref drawn);
        }
        bool moved = board.Masked != masked;
        for (int slot = 0; slot < slots; slot++)
        {
            if (before.IsRevealed(slot) && RemaskBits(before, t, slot) < rates[slot] * (1L << 32))
            {
                board = board.Conceal(slot);
                moved = true;
            }
        }
        return moved;
    }

    /// <summary>One timestep without remasking: at least one slot, in the last step all of them.</summary>
    private static Board RevealSome<TSymbols>(in Board board, int masked, Prediction prediction, ref TSymbols symbols)
        where TSymbols : struct, ISymbols, allows ref struct
    {
        int t = board.Timestep;
        return Reveal(board, masked, masked - NoiseSchedule.Keep(masked, t, board.Settings.Steps), t <= 1 ? masked : 1, prediction, ref symbols);
    }

    /// <summary>Reveals masked slots in reveal order, as many as the order says.</summary>
    /// <param name="board">The board.</param>
    /// <param name="masked">How many of its slots are masked.</param>
    /// <param name="scheduled">How many the noise schedule would reveal.</param>
    /// <param name="least">How many are revealed at least.</param>
    /// <param name="prediction">What the denoiser makes of the board.</param>
    /// <param name="symbols">Says what they get.</param>
    private static Board Reveal<TSymbols>(in Board board, int masked, int scheduled, int least, Prediction prediction, ref TSymbols symbols)
        where TSymbols : struct, ISymbols, allows ref struct
    {
        Span<int> order = stackalloc int[masked];
        Rank(board, prediction, order);
        int count = Math.Clamp(board.Settings.Order.Count(board, order, scheduled, prediction), least, masked);
        Board next = board;
        foreach (int slot in order[..count])
        {
            // The end of the name, if it came just now, has settled this one.
            if (next.IsMasked(slot))
                next = next.Reveal(slot, symbols.Next(next, slot, prediction, out float probability), probability);
        }
        return next;
    }

    /// <summary>Fills <paramref name="order"/> <c>[masked]</c> with the masked slots, highest score first, leftmost of equals first.</summary>
    private static void Rank(in Board board, Prediction prediction, Span<int> order)
    {
        Span<double> scores = stackalloc double[order.Length];
        int count = 0;
        for (int slot = 0; slot < board.Slots; slot++)
        {
            if (!board.IsMasked(slot))
                continue;
            double score = board.Settings.Order.Score(board, slot, prediction);
            int at = count++;
            for (; at > 0 && scores[at - 1] < score; at--)
                (scores[at], order[at]) = (scores[at - 1], order[at - 1]);
            (scores[at], order[at]) = (score, slot);
        }
    }

    /// <summary>What slots get as they are revealed.</summary>
    private interface ISymbols
    {
        byte Next(in Board board, int slot, Prediction prediction, out float probability);
    }

    /// <summary>Symbols that the denoiser samples.</summary>
    private readonly struct DrawnSymbols : ISymbols
    {
        public byte Next(in Board board, int slot, Prediction prediction, out float probability) => Draw(board, slot, prediction, out probability);
    }

    /// <summary>The symbols of a row, and how probable they were.</summary>
    private ref struct GivenSymbols(ReadOnlySpan<byte> row) : ISymbols
    {
        private readonly ReadOnlySpan<byte> _row = row;

        public double LogProbability { get; private set; }

        public byte Next(in Board board, int slot, Prediction prediction, out float probability)
        {
            double log = prediction.LogProbability(slot, board.Candidates(slot), _row[slot], board.Settings.Temperature);
            LogProbability += log;
            probability = (float)Exponential.Of(log);
            return _row[slot];
        }
    }
}
