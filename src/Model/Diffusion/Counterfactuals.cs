using Unmask.Model.Arithmetic;

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

    private readonly IDenoiser _denoiser;
    private readonly int _slots, _symbols;
    private readonly float[] _times;
    private readonly byte[] _candidates = new byte[MaxCandidates], _rows;
    private readonly float[] _changes = new float[MaxCandidates], _slotChanges, _logits, _padded, _probabilities;
    private readonly ulong[] _allowed;
    private Board _lastBoard;
    private int _lastSlot = -1, _lastWanted, _count;

    /// <summary>Looks at boards of one denoiser.</summary>
    /// <param name="denoiser">Forked, so the caller may go on using it.</param>
    public Counterfactuals(IDenoiser denoiser)
    {
        _denoiser = denoiser.Fork();
        (_slots, _symbols) = (denoiser.Slots, denoiser.Symbols);
        _times = [.. Enumerable.Range(0, _slots + 1).Select(masked => NoiseSchedule.TimeFor(masked, _slots, denoiser.Timesteps))];
        _rows = new byte[MaxCandidates * _slots];
        _slotChanges = new float[_rows.Length];
        _logits = new float[_rows.Length * _symbols];
        _padded = new float[_slots * SlotSoftmax.Symbols];
        _probabilities = new float[_slots * SlotSoftmax.Symbols];
        _allowed = new ulong[_slots];
    }

    /// <summary>The slot's candidates, likeliest first.</summary>
    public ReadOnlySpan<byte> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>For each of <see cref="Candidates"/> the change in nats.</summary>
    public ReadOnlySpan<float> Changes => _changes.AsSpan(0, _count);

    /// <summary>The change of every slot's entropy <c>[Slots]</c>, in nats, if the asked slot gets a candidate; 0 for the asked slot itself.</summary>
    /// <param name="candidate">Its place in <see cref="Candidates"/>.</param>
    public ReadOnlySpan<float> SlotChanges(int candidate) => _slotChanges.AsSpan(candidate * _slots, _slots);

    /// <summary>Looks at the likeliest candidates of one slot.</summary>
    /// <param name="board">The board as it is.</param>
    /// <param name="slot">A slot of it; one that is known, or implied by the end of the name, has no candidates.</param>
    /// <param name="prediction">Predicts the board; updated here.</param>
    /// <param name="wanted">How many candidates at most, up to <see cref="MaxCandidates"/>.</param>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    public void Update(in Board board, int slot, Prediction prediction, int wanted = MaxCandidates)
    {
        if (slot == _lastSlot && wanted == _lastWanted && board == _lastBoard)
            return;
        Prediction.CheckFits(board, _denoiser);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)_slots);
        // Nothing is remembered until the end: the denoiser may refuse.
        (_lastSlot, _count) = (-1, 0);
        if (board.IsMasked(slot))
        {
            prediction.Update(board);
            _count = prediction.Rank(slot, board.Candidates(slot), _candidates.AsSpan(0, Math.Clamp(wanted, 0, MaxCandidates)));
            Compare(board, slot, prediction);
        }
        (_lastBoard, _lastSlot, _lastWanted) = (board, slot, wanted);
    }

    private void Compare(in Board board, int slot, Prediction prediction)
    {
        if (_count == 0)
            return;
        for (int i = 0; i < _count; i++)
            board.Reveal(slot, _candidates[i], 0).CopyRow(_rows.AsSpan(i * _slots, _slots));
        _denoiser.PredictMasked(_rows.AsSpan(0, _count * _slots), _times[board.Masked - 1], _logits.AsSpan(0, _count * _slots * _symbols));

        Span<double> before = stackalloc double[_slots];
        for (int other = 0; other < _slots; other++)
            before[other] = other == slot ? 0 : prediction.Entropy(other);
        Span<double> after = stackalloc double[_slots];
        for (int i = 0; i < _count; i++)
        {
            FillEntropies(board.Reveal(slot, _candidates[i], 0), _logits.AsSpan(i * _slots * _symbols, _slots * _symbols), after);
            double sum = 0;
            for (int other = 0; other < _slots; other++)
            {
                sum += after[other] - before[other];
                _slotChanges[i * _slots + other] = (float)(after[other] - before[other]);
            }
            _changes[i] = (float)sum;
        }
    }

    /// <summary>
    /// Computes every slot's entropy <c>[Slots]</c>, in nats, from logits <c>[Slots, Symbols]</c> under the board's temperature and
    /// constraints; 0 for a slot that is not masked.
    /// </summary>
    private void FillEntropies(in Board board, ReadOnlySpan<float> row, Span<double> entropies)
    {
        entropies.Clear();
        int masked = 0;
        for (int slot = 0; slot < _slots; slot++)
        {
            if (!board.IsMasked(slot))
                continue;
            row.Slice(slot * _symbols, _symbols).CopyTo(_padded.AsSpan(masked * SlotSoftmax.Symbols));
            _allowed[masked++] = board.Candidates(slot).Bits;
        }
        if (masked == 0)
            return;
        int length = masked * SlotSoftmax.Symbols;
        SlotSoftmax.Normalize(_padded.AsSpan(0, length), _allowed.AsSpan(0, masked), 1 / board.Settings.Temperature, _probabilities.AsSpan(0, length));

        for (int slot = 0, i = 0; slot < _slots; slot++)
        {
            if (!board.IsMasked(slot))
                continue;
            entropies[slot] = Entropy(_padded.AsSpan(i * SlotSoftmax.Symbols, _symbols), _probabilities.AsSpan(i * SlotSoftmax.Symbols, _symbols), board.Settings.Temperature);
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
        return below / temperature - Logarithm.Of(p[likeliest]);
    }
}
