namespace Unmask.Model.Diffusion;

/// <summary>
/// The denoiser's moves: sampling masked slots from its predictions. A prediction is brought up to date before it is used, and every
/// draw is keyed by the board's seed and move, so the same board always moves the same way.
/// </summary>
public static class ReverseProcess
{
    /// <summary>Samples one slot now; a slot that is known already is left as it is.</summary>
    public static Board Reveal(in Board board, int slot, Prediction prediction)
    {
        if (!board.IsMasked(slot))
            return board;
        prediction.Update(board);
        return Sample(board, slot, prediction).EndEdit();
    }

    /// <summary>
    /// Goes on to the next timestep at which the noise schedule reveals at least one slot, and reveals as many as it says, in reveal order.
    /// A finished board is left as it is.
    /// </summary>
    public static Board Step(in Board board, Prediction prediction)
    {
        int masked = board.Masked;
        if (masked == 0)
            return board;

        (int t, int keep) = Next(board, masked);
        prediction.Update(board, (float)t / board.Settings.Steps);
        Span<int> order = stackalloc int[masked];
        Rank(board, prediction, order);
        Board next = board;
        foreach (int slot in order[..(masked - keep)])
        {
            // The end of the name, if it came just now, has settled this one.
            if (next.IsMasked(slot))
                next = Sample(next, slot, prediction);
        }
        return next.EndStep(t - 1);
    }

    /// <summary>Steps until nothing is masked.</summary>
    public static Board Finish(in Board board, Prediction prediction)
    {
        Board next = board;
        while (!next.IsFinished)
            next = Step(next, prediction);
        return next;
    }

    /// <summary>The time t/T at which the next step of an unfinished board asks the denoiser.</summary>
    internal static float NextTime(in Board board) => (float)Next(board, board.Masked).Timestep / board.Settings.Steps;

    /// <summary>The next timestep at which the noise schedule reveals a slot, and how many it keeps masked then.</summary>
    private static (int Timestep, int Keep) Next(in Board board, int masked)
    {
        int steps = board.Settings.Steps, t = board.Timestep;
        int keep = NoiseSchedule.Keep(masked, t, steps);
        while (keep == masked)
            keep = NoiseSchedule.Keep(masked, --t, steps);
        return (t, keep);
    }

    private static Board Sample(in Board board, int slot, Prediction prediction)
    {
        uint bits = CounterRandom.Bits(board.Seed, board.Moves, slot);
        byte symbol = prediction.Sample(slot, board.Candidates(slot), bits, out float probability);
        return board.Reveal(slot, symbol, probability);
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
            double score = board.Settings.Order.Score(board, slot, prediction.Probabilities(slot));
            int at = count++;
            for (; at > 0 && scores[at - 1] < score; at--)
                (scores[at], order[at]) = (scores[at - 1], order[at - 1]);
            (scores[at], order[at]) = (score, slot);
        }
    }
}
