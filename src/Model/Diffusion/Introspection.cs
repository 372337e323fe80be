using Unmask.Model.Arithmetic;

namespace Unmask.Model.Diffusion;

/// <summary>
/// How surprising each known symbol is, given all the others: for every revealed or forced slot the probability that the denoiser gives its
/// symbol in the same row with only that slot masked as well. Weak symbols are the ones that a remasking sampler takes back.
/// </summary>
/// <remarks>
/// The view is the denoiser's own: temperature 1, no constraints of the player, MASK left out. Slots after the end of the name are implied,
/// not known, and have none. All rows go through one call of the denoiser; nothing is allocated after construction. Of an autoregressive
/// denoiser it is p(symbol | the slots before it). Probabilities stand on <see cref="Prediction.Grid"/>, so every processor finds the same
/// slots weak.
/// </remarks>
public sealed class Introspection
{
    private readonly IDenoiser _denoiser;
    private readonly int _slots, _symbols;
    private readonly float[] _times;
    private readonly byte[] _row, _candidate, _rows;
    private readonly int[] _known;
    private readonly float[] _logits, _padded, _probabilities, _nats;
    private readonly ulong[] _allowed;
    private bool _isStale = true;
    private int _count;

    /// <summary>Looks at boards of one denoiser.</summary>
    /// <param name="denoiser">Forked, so the caller may go on using it.</param>
    public Introspection(IDenoiser denoiser)
    {
        _denoiser = denoiser.Fork();
        (_slots, _symbols) = (denoiser.Slots, denoiser.Symbols);
        _times = [.. Enumerable.Range(0, _slots + 1).Select(masked => NoiseSchedule.TimeFor(masked, _slots, denoiser.Timesteps))];
        _row = new byte[_slots];
        _candidate = new byte[_slots];
        _rows = new byte[_slots * _slots];
        _known = new int[_slots];
        _logits = new float[_slots * _slots * _symbols];
        _padded = new float[_slots * SlotSoftmax.Symbols];
        _probabilities = new float[_slots];
        _nats = new float[_slots];
        _allowed = new ulong[_slots];
        _allowed.AsSpan().Fill(denoiser.Alphabet.Outputs.Bits);
    }

    /// <summary>Rows that the denoiser was asked for.</summary>
    public long Rows { get; private set; }

    /// <summary>Nats of all known slots together: minus the pseudo-log-likelihood of a finished row.</summary>
    public float TotalNats { get; private set; }

    /// <summary>The known slot whose symbol has the smallest probability, the leftmost of equals; −1 if no slot is known.</summary>
    public int Weakest { get; private set; }

    /// <summary>The weakest of the slots that the denoiser revealed, which may be masked again; −1 if there is none.</summary>
    public int WeakestRevealed { get; private set; }

    /// <summary>The slot is revealed or forced, and not past the end of the name.</summary>
    public bool IsKnown(int slot) => !float.IsNaN(_probabilities[slot]);

    /// <summary>The probability of a known slot's symbol, given all others; NaN for any other slot.</summary>
    public float Probability(int slot) => _probabilities[slot];

    /// <summary>Minus the logarithm of <see cref="Probability"/>, before it was rounded; NaN where that is.</summary>
    public float Nats(int slot) => _nats[slot];

    /// <summary>Computes all figures for <paramref name="board"/>; asks the denoiser only if the row has changed.</summary>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    public void Update(in Board board)
    {
        Prediction.CheckFits(board, _denoiser);
        board.CopyRow(_candidate);
        if (_isStale || !_candidate.AsSpan().SequenceEqual(_row))
        {
            // Stale until the end: the denoiser may refuse.
            _isStale = true;
            _candidate.CopyTo(_row, 0);
            Ask(board);
            _isStale = false;
        }
        FindWeakest(board);
    }

    private void Ask(in Board board)
    {
        _count = 0;
        _probabilities.AsSpan().Fill(float.NaN);
        _nats.AsSpan().Fill(float.NaN);
        TotalNats = 0;
        for (int slot = 0; slot < _slots; slot++)
        {
            if (_row[slot] == board.Alphabet.Mask || board.IsAfterEnd(slot))
                continue;
            Span<byte> masked = _rows.AsSpan(_count * _slots, _slots);
            _row.CopyTo(masked);
            masked[slot] = board.Alphabet.Mask;
            _known[_count++] = slot;
        }
        if (_count == 0)
            return;

        _denoiser.Predict(_rows.AsSpan(0, _count * _slots), _times[board.Masked + 1], _logits.AsSpan(0, _count * _slots * _symbols));
        Rows += _count;
        for (int i = 0; i < _count; i++)
            _logits.AsSpan((i * _slots + _known[i]) * _symbols, _symbols).CopyTo(_padded.AsSpan(i * SlotSoftmax.Symbols));
        Span<float> softmax = _padded.AsSpan(0, _count * SlotSoftmax.Symbols);
        SlotSoftmax.Normalize(softmax, _allowed.AsSpan(0, _count), 1, softmax);
        for (int i = 0; i < _count; i++)
        {
            int slot = _known[i];
            float probability = _padded[i * SlotSoftmax.Symbols + _row[slot]];
            _probabilities[slot] = MathF.Round(probability * Prediction.Grid) / Prediction.Grid;
            _nats[slot] = -(float)Logarithm.Of(Math.Max(probability, float.Epsilon));
            TotalNats += _nats[slot];
        }
    }

    private void FindWeakest(in Board board)
    {
        (Weakest, WeakestRevealed) = (-1, -1);
        foreach (int slot in _known.AsSpan(0, _count))
        {
            if (Weakest < 0 || _probabilities[slot] < _probabilities[Weakest])
                Weakest = slot;
            if (board[slot].Origin == Origin.Revealed && (WeakestRevealed < 0 || _probabilities[slot] < _probabilities[WeakestRevealed]))
                WeakestRevealed = slot;
        }
    }
}
