namespace Unmask.Model.Diffusion;

/// <summary>
/// How surprising each known symbol is, given all the others: for every revealed or forced slot the probability that the denoiser gives its
/// symbol in the same row with only that slot masked as well. Weak symbols are the ones that a remasking sampler takes back.
/// </summary>
/// <remarks>
/// It is the denoiser's own view: at temperature 1 and whatever the player allows, without MASK. Slots after the end of the name are
/// implied, not known, and have none. All rows go through one call of the denoiser; nothing is allocated after construction. Of an
/// autoregressive denoiser it is p(symbol | the slots before it). Probabilities stand on <see cref="Prediction.Grid"/>, so every
/// processor finds the same slots weak.
/// </remarks>
public sealed class Introspection
{
    private readonly IDenoiser denoiser;
    private readonly int slots, symbols;
    private readonly float[] times;
    private readonly byte[] row, candidate, rows;
    private readonly int[] known;
    private readonly float[] logits, padded, probabilities, nats;
    private readonly ulong[] allowed;
    private bool isStale = true;
    private int count;

    /// <param name="denoiser">It is forked, so the caller's may be used for something else at any time.</param>
    public Introspection(IDenoiser denoiser)
    {
        this.denoiser = denoiser.Fork();
        (slots, symbols) = (denoiser.Slots, denoiser.Symbols);
        times = [.. Enumerable.Range(0, slots + 1).Select(masked => NoiseSchedule.TimeFor(masked, slots, denoiser.Timesteps))];
        row = new byte[slots];
        candidate = new byte[slots];
        rows = new byte[slots * slots];
        known = new int[slots];
        logits = new float[slots * slots * symbols];
        padded = new float[slots * SlotSoftmax.Symbols];
        probabilities = new float[slots];
        nats = new float[slots];
        allowed = new ulong[slots];
        allowed.AsSpan().Fill(denoiser.Alphabet.Outputs.Bits);
    }

    /// <summary>Rows that the denoiser was asked for.</summary>
    public long Rows { get; private set; }

    /// <summary>Nats of all known slots together: minus the pseudo-log-likelihood of a finished row.</summary>
    public float TotalNats { get; private set; }

    /// <summary>The known slot whose symbol has the smallest probability, the leftmost of equals; −1 if no slot is known.</summary>
    public int Weakest { get; private set; }

    /// <summary>The same among the slots that the denoiser revealed, which may be masked again.</summary>
    public int WeakestRevealed { get; private set; }

    /// <summary>The slot is revealed or forced, and not past the end of the name.</summary>
    public bool IsKnown(int slot) => !float.IsNaN(probabilities[slot]);

    /// <summary>The probability of a known slot's symbol, given all others; NaN for any other slot.</summary>
    public float Probability(int slot) => probabilities[slot];

    /// <summary>Minus the logarithm of <see cref="Probability"/>, before it was rounded; NaN where that is.</summary>
    public float Nats(int slot) => nats[slot];

    /// <summary>Brings everything up to date with <paramref name="board"/>; the denoiser is asked only if the row has changed.</summary>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    public void Update(in Board board)
    {
        Prediction.CheckFits(board, denoiser);
        board.CopyRow(candidate);
        if (isStale || !candidate.AsSpan().SequenceEqual(row))
        {
            // Stale until the end: the denoiser may refuse.
            isStale = true;
            candidate.CopyTo(row, 0);
            Ask(board);
            isStale = false;
        }
        FindWeakest(board);
    }

    private void Ask(in Board board)
    {
        count = 0;
        probabilities.AsSpan().Fill(float.NaN);
        nats.AsSpan().Fill(float.NaN);
        TotalNats = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            if (row[slot] == board.Alphabet.Mask || board.IsAfterEnd(slot))
                continue;
            Span<byte> masked = rows.AsSpan(count * slots, slots);
            row.CopyTo(masked);
            masked[slot] = board.Alphabet.Mask;
            known[count++] = slot;
        }
        if (count == 0)
            return;

        denoiser.Predict(rows.AsSpan(0, count * slots), times[board.Masked + 1], logits.AsSpan(0, count * slots * symbols));
        Rows += count;
        for (int i = 0; i < count; i++)
            logits.AsSpan((i * slots + known[i]) * symbols, symbols).CopyTo(padded.AsSpan(i * SlotSoftmax.Symbols));
        Span<float> softmax = padded.AsSpan(0, count * SlotSoftmax.Symbols);
        SlotSoftmax.Normalize(softmax, allowed.AsSpan(0, count), 1, softmax);
        for (int i = 0; i < count; i++)
        {
            int slot = known[i];
            float probability = padded[i * SlotSoftmax.Symbols + row[slot]];
            probabilities[slot] = MathF.Round(probability * Prediction.Grid) / Prediction.Grid;
            nats[slot] = -MathF.Log(Math.Max(probability, float.Epsilon));
            TotalNats += nats[slot];
        }
    }

    private void FindWeakest(in Board board)
    {
        (Weakest, WeakestRevealed) = (-1, -1);
        foreach (int slot in known.AsSpan(0, count))
        {
            if (Weakest < 0 || probabilities[slot] < probabilities[Weakest])
                Weakest = slot;
            if (board[slot].Origin == Origin.Revealed && (WeakestRevealed < 0 || probabilities[slot] < probabilities[WeakestRevealed]))
                WeakestRevealed = slot;
        }
    }
}
