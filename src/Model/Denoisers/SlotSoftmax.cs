using Unmask.Kernels;

namespace Unmask.Model.Denoisers;

/// <summary>Softmax over the symbols of a slot, for the 28 symbols of the English alphabet, the same bits on every processor.</summary>
public static partial class SlotSoftmax
{
    /// <summary>Symbols of a slot.</summary>
    public const int Symbols = 28;

    /// <summary>Probabilities of the allowed symbols of each slot; the other symbols get exactly 0. No finite logits overflow.</summary>
    /// <param name="logits">[n, 28].</param>
    /// <param name="allowed">The bits of each slot's allowed set [n]; none may be empty.</param>
    /// <param name="scale">One over the temperature.</param>
    /// <param name="probabilities">[n, 28]; can be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a slot allows no symbol.</exception>
    [Softmax(Symbols = Symbols)]
    public static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);
}
