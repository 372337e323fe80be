using Unmask.Model.Arithmetic;

namespace Unmask.Model.Diffusion;

/// <summary>
/// Why a letter: how much each known slot speaks for a symbol in one slot. Each known slot is masked in turn; its influence is how much less
/// ln p(symbol) is without it. Above 0 the slot speaks for the symbol, below 0 against it.
/// </summary>
/// <remarks>
/// The view is the denoiser's own: temperature 1, no constraints of the player, MASK left out. The asked slot itself is masked in every row. The end of
/// the name counts as one known slot: without it, the slots behind it are masked too. All rows go through one call of the denoiser, with the
/// time of the row in which only the asked slot is masked as well; influences do not add up to the whole, since slots act together. Nothing is
/// allocated after construction, and nothing is computed while row and slot stay the same, so it may be asked every frame. An
/// autoregressive denoiser cannot read a row with a gap, so it has none.
/// </remarks>
public sealed class Influences
{
    private readonly IDenoiser _denoiser;
    private readonly int _slots, _symbols;
    private readonly float[] _times, _logits;
    private readonly byte[] _row, _candidate, _rows;
    private readonly int[] _sources;
    private readonly float[] _changes;
    private int _count, _lastSlot = -1;
    private byte _lastSymbol;

    /// <summary>Looks at boards of one denoiser.</summary>
    /// <param name="denoiser">Forked, so the caller may go on using it.</param>
    public Influences(IDenoiser denoiser)
    {
        _denoiser = denoiser.Fork();
        (_slots, _symbols) = (denoiser.Slots, denoiser.Symbols);
        _times = [.. Enumerable.Range(0, _slots + 1).Select(masked => NoiseSchedule.TimeFor(masked, _slots, denoiser.Timesteps))];
        _row = new byte[_slots];
        _candidate = new byte[_slots];
        _rows = new byte[_slots * _slots];
        _logits = new float[_rows.Length * _symbols];
        _sources = new int[_slots];
        _changes = new float[_slots];
    }

    /// <summary>The known slots, leftmost first, without the asked one.</summary>
    public ReadOnlySpan<int> Sources => _sources.AsSpan(0, _count);

    /// <summary>For each of <see cref="Sources"/> its influence in nats.</summary>
    public ReadOnlySpan<float> Changes => _changes.AsSpan(0, _count);

    /// <summary>ln p of the asked symbol, given all <see cref="Sources"/>, in nats.</summary>
    public float LogProbability { get; private set; }

    /// <summary>The place of the strongest influence in <see cref="Sources"/>, for or against; −1 if there are none.</summary>
    public int Strongest { get; private set; } = -1;

    /// <summary>Asks for a symbol in a slot.</summary>
    /// <param name="board">The board as it is.</param>
    /// <param name="slot">A masked or known slot; one behind the end of the name has no sources.</param>
    /// <param name="symbol">A letter, or the end of the name.</param>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot or symbol.</exception>
    public void Update(in Board board, int slot, byte symbol)
    {
        Prediction.CheckFits(board, _denoiser);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)_slots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(symbol, board.Alphabet.Pad);
        board.CopyRow(_candidate);
        bool isSame = slot == _lastSlot && _candidate.AsSpan().SequenceEqual(_row);
        if (isSame && symbol == _lastSymbol)
            return;
        if (!isSame)
        {
            // Unknown until the end: the denoiser may refuse.
            _lastSlot = -1;
            Ask(board, slot);
            _candidate.CopyTo(_row, 0);
        }
        Weigh(slot, symbol);
        (_lastSlot, _lastSymbol) = (slot, symbol);
    }

    private void Ask(in Board board, int slot)
    {
        _count = 0;
        if (_denoiser.IsCausal || board.IsAfterEnd(slot))
            return;
        byte mask = board.Alphabet.Mask;
        Span<byte> all = _rows.AsSpan(0, _slots);
        _candidate.CopyTo(all);
        MaskFrom(board, slot, all);
        int masked = all.Count(mask);
        for (int source = 0; source < _slots; source++)
        {
            if (source == slot || all[source] == mask || board.IsAfterEnd(source))
                continue;
            Span<byte> without = _rows.AsSpan((_count + 1) * _slots, _slots);
            all.CopyTo(without);
            MaskFrom(board, source, without);
            _sources[_count++] = source;
        }
        int rows = _count + 1;
        _denoiser.Predict(_rows.AsSpan(0, rows * _slots), _times[masked], _logits.AsSpan(0, rows * _slots * _symbols));
    }

    private void Weigh(int slot, byte symbol)
    {
        (LogProbability, Strongest) = (float.NaN, -1);
        if (_count == 0)
            return;
        double whole = LogOf(0, slot, symbol);
        LogProbability = (float)whole;
        for (int i = 0; i < _count; i++)
        {
            _changes[i] = (float)(whole - LogOf(i + 1, slot, symbol));
            if (Strongest < 0 || Math.Abs(_changes[i]) > Math.Abs(_changes[Strongest]))
                Strongest = i;
        }
    }

    /// <summary>Masks a slot; with the end of the name also the slots behind it, which would give it away.</summary>
    internal static void MaskFrom(in Board board, int slot, Span<byte> row) => row.Slice(slot, slot == board.End ? row.Length - slot : 1).Fill(board.Alphabet.Mask);

    private double LogOf(int row, int slot, byte symbol)
    {
        ReadOnlySpan<float> logits = _logits.AsSpan((row * _slots + slot) * _symbols, _denoiser.Alphabet.Mask);
        double sum = 0;
        foreach (float logit in logits)
            sum += Exponential.Of((double)logit - logits[symbol]);
        return -Logarithm.Of(sum);
    }
}
