namespace Unmask.Model.Diffusion;

/// <summary>
/// What each candidate of a masked slot would do to the others: how the summed entropy of the other masked slots changes if the slot gets it.
/// Below 0 the candidate settles the others, above 0 it unsettles them.
/// </summary>
/// <remarks>
/// Entropies are under the board's temperature and constraints, as the player sees them. Slots that a candidate for the end of the name
/// settles by implication count as 0 afterwards. All candidates go through one call of the denoiser, with the time of a row with one masked slot
/// fewer; nothing is allocated after construction, and nothing is computed while board and slot stay the same, so it may be asked every frame.
/// </remarks>
public sealed class Counterfactuals
{
    /// <summary>The most candidates.</summary>
    public const int MaxCandidates = Prediction.MaxRanked;

    private readonly IDenoiser denoiser;
    private readonly int slots, symbols;
    private readonly float[] times;
    private readonly byte[] candidates = new byte[MaxCandidates], rows;
    private readonly float[] changes = new float[MaxCandidates], slotChanges, logits, padded, probabilities;
    private readonly ulong[] allowed;
    private Board lastBoard;
    private int lastSlot = -1, lastWanted, count;

    /// <param name="denoiser">It is forked, so the caller's may be used for something else at any time.</param>
    public Counterfactuals(IDenoiser denoiser)
    {
        this.denoiser = denoiser.Fork();
        (slots, symbols) = (denoiser.Slots, denoiser.Symbols);
        times = [.. Enumerable.Range(0, slots + 1).Select(masked => NoiseSchedule.TimeFor(masked, slots, denoiser.Timesteps))];
        rows = new byte[MaxCandidates * slots];
        slotChanges = new float[rows.Length];
        logits = new float[rows.Length * symbols];
        padded = new float[slots * SlotSoftmax.Symbols];
        probabilities = new float[slots * SlotSoftmax.Symbols];
        allowed = new ulong[slots];
    }

    /// <summary>The slot's candidates, likeliest first.</summary>
    public ReadOnlySpan<byte> Candidates => candidates.AsSpan(0, count);

    /// <summary>For each of <see cref="Candidates"/> the change in nats.</summary>
    public ReadOnlySpan<float> Changes => changes.AsSpan(0, count);

    /// <summary>Where that change comes from: for every slot <c>[Slots]</c> how its entropy changes if the slot gets a candidate; 0 for the slot itself.</summary>
    /// <param name="candidate">Its place in <see cref="Candidates"/>.</param>
    public ReadOnlySpan<float> SlotChanges(int candidate) => slotChanges.AsSpan(candidate * slots, slots);

    /// <summary>Looks at the likeliest candidates of one slot.</summary>
    /// <param name="board">The board as it is.</param>
    /// <param name="slot">A slot of it; one that is known, or implied by the end of the name, has no candidates.</param>
    /// <param name="prediction">The denoiser's prediction for the board; it is brought up to date.</param>
    /// <param name="wanted">How many candidates at most, up to <see cref="MaxCandidates"/>.</param>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    public void Update(in Board board, int slot, Prediction prediction, int wanted = MaxCandidates)
    {
        if (slot == lastSlot && wanted == lastWanted && board == lastBoard)
            return;
        Prediction.CheckFits(board, denoiser);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)slots);
        // Nothing is remembered until the end: the denoiser may refuse.
        (lastSlot, count) = (-1, 0);
        if (board.IsMasked(slot))
        {
            prediction.Update(board);
            count = prediction.Rank(slot, board.Candidates(slot), candidates.AsSpan(0, Math.Clamp(wanted, 0, MaxCandidates)));
            Compare(board, slot, prediction);
        }
        (lastBoard, lastSlot, lastWanted) = (board, slot, wanted);
    }

    private void Compare(in Board board, int slot, Prediction prediction)
    {
        if (count == 0)
            return;
        for (int i = 0; i < count; i++)
            board.Reveal(slot, candidates[i], 0).CopyRow(rows.AsSpan(i * slots, slots));
        denoiser.Predict(rows.AsSpan(0, count * slots), times[board.Masked - 1], logits.AsSpan(0, count * slots * symbols));

        Span<double> before = stackalloc double[slots];
        for (int other = 0; other < slots; other++)
            before[other] = other == slot ? 0 : prediction.Entropy(other);
        Span<double> after = stackalloc double[slots];
        for (int i = 0; i < count; i++)
        {
            FillEntropies(board.Reveal(slot, candidates[i], 0), logits.AsSpan(i * slots * symbols, slots * symbols), after);
            double sum = 0;
            for (int other = 0; other < slots; other++)
            {
                sum += after[other] - before[other];
                slotChanges[i * slots + other] = (float)(after[other] - before[other]);
            }
            changes[i] = (float)sum;
        }
    }

    /// <summary>Of every slot of a board with these logits, under its temperature and constraints; 0 for one that is not masked.</summary>
    private void FillEntropies(in Board board, ReadOnlySpan<float> row, Span<double> entropies)
    {
        entropies.Clear();
        int masked = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            if (!board.IsMasked(slot))
                continue;
            row.Slice(slot * symbols, symbols).CopyTo(padded.AsSpan(masked * SlotSoftmax.Symbols));
            allowed[masked++] = board.Candidates(slot).Bits;
        }
        if (masked == 0)
            return;
        int length = masked * SlotSoftmax.Symbols;
        SlotSoftmax.Normalize(padded.AsSpan(0, length), allowed.AsSpan(0, masked), 1 / board.Settings.Temperature, probabilities.AsSpan(0, length));

        for (int slot = 0, i = 0; slot < slots; slot++)
        {
            if (!board.IsMasked(slot))
                continue;
            entropies[slot] = Entropy(padded.AsSpan(i * SlotSoftmax.Symbols, symbols), probabilities.AsSpan(i * SlotSoftmax.Symbols, symbols), board.Settings.Temperature);
            i++;
        }
    }

    /// <summary>−Σ p ln p with a single logarithm: with z = logit / temperature, ln p = ln p(likeliest) + z − z(likeliest).</summary>
    private static double Entropy(ReadOnlySpan<float> slotLogits, ReadOnlySpan<float> p, float temperature)
    {
        int likeliest = 0;
        for (int symbol = 1; symbol < p.Length; symbol++)
            likeliest = p[symbol] > p[likeliest] ? symbol : likeliest;
        double below = 0;
        for (int symbol = 0; symbol < p.Length; symbol++)
        {
            // A logit of a symbol that is ruled out need not be finite.
            if (p[symbol] > 0)
                below += p[symbol] * (double)(slotLogits[likeliest] - slotLogits[symbol]);
        }
        return below / temperature - Math.Log(p[likeliest]);
    }
}
