namespace Unmask.Model.Diffusion;

/// <summary>Where the heads of a denoiser's last block look when it predicts a slot: each head's attention weights, from that slot to every slot.</summary>
/// <remarks>
/// The row is the one that <see cref="Influences"/> explains: the asked slot is masked, and with the end of the name the slots behind it are. A weight tells
/// from where a head takes what it passes on; what that does to the letter, only <see cref="Influences"/> tell. Nothing is allocated after
/// construction, and nothing is computed while row and slot stay the same. A denoiser without attention has no heads; nor has an autoregressive
/// one, whose slots take in the letter before them and look only back.
/// </remarks>
public sealed class Attention
{
    private readonly IDenoiser _denoiser;
    private readonly IAttendingDenoiser? _attending;
    private readonly byte[] _row, _candidate;
    private readonly float[] _weights;
    private int _slot = -1;

    /// <summary>Looks at boards of one denoiser.</summary>
    /// <param name="denoiser">Forked, so the caller may go on using it.</param>
    public Attention(IDenoiser denoiser)
    {
        _denoiser = denoiser.Fork();
        _attending = denoiser.IsCausal ? null : _denoiser as IAttendingDenoiser;
        _row = new byte[denoiser.Slots];
        _candidate = new byte[denoiser.Slots];
        _weights = new float[Heads * denoiser.Slots];
    }

    /// <summary>Heads that can be asked; 0 if there are none.</summary>
    public int Heads => _attending?.Heads ?? 0;

    /// <summary>A slot has been asked for that is not behind the end of the name, and there are heads.</summary>
    public bool IsKnown => _slot >= 0;

    /// <summary>A head's weights for the slot that was asked for <c>[Slots]</c>; they sum to 1.</summary>
    /// <param name="head">From 0.</param>
    public ReadOnlySpan<float> Weights(int head) => _weights.AsSpan(head * _denoiser.Slots, _denoiser.Slots);

    /// <summary>Asks for a slot.</summary>
    /// <param name="board">The board as it is.</param>
    /// <param name="slot">A masked or known slot; one behind the end of the name is not predicted.</param>
    /// <exception cref="ArgumentException">The board has other slots or another alphabet than the denoiser.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public void Update(in Board board, int slot)
    {
        Prediction.CheckFits(board, _denoiser);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint)board.Slots);
        if (_attending is null || board.IsAfterEnd(slot))
        {
            _slot = -1;
            return;
        }
        board.CopyRow(_candidate);
        Influences.MaskFrom(board, slot, _candidate);
        if (slot == _slot && _candidate.AsSpan().SequenceEqual(_row))
            return;
        // Unknown until the end: the denoiser may refuse.
        _slot = -1;
        _candidate.CopyTo(_row, 0);
        float time = NoiseSchedule.TimeFor(_row.AsSpan().Count(board.Alphabet.Mask), board.Slots, _denoiser.Timesteps);
        _attending.ReadAttention(_row, time, slot, _weights);
        _slot = slot;
    }
}
