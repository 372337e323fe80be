namespace Unmask.Model.Diffusion;

/// <summary>A denoiser whose slots look at one another by attention (Vaswani et al. 2017), and which can tell where.</summary>
public interface IAttendingDenoiser : IDenoiser
{
    /// <summary>Heads of a block, which look independently.</summary>
    int Heads { get; }

    /// <summary>The attention weights of the last block from one slot to all: those with which the forward pass mixes the slots' values.</summary>
    /// <param name="row">Symbols <c>[Slots]</c>.</param>
    /// <param name="time">t/T in 0..1; a denoiser without a time input ignores it.</param>
    /// <param name="slot">The slot that looks.</param>
    /// <param name="weights">Receives <c>[Heads, Slots]</c>; each head's sum to 1.</param>
    /// <exception cref="ArgumentException">A length is not what the shapes say.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    void ReadAttention(ReadOnlySpan<byte> row, float time, int slot, Span<float> weights);
}
