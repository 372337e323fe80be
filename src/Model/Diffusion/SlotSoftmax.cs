using Unmask.Kernels;
using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// Softmax over the symbols of one slot, with the same bits on every processor. One kernel, as wide as a <see cref="SymbolSet"/>, serves every
/// alphabet: a shorter slot leaves its last symbols unset, and an unset symbol gets exactly 0.
/// </summary>
internal static partial class SlotSoftmax
{
    /// <summary>Symbols of a padded slot.</summary>
    public const int Symbols = 64;

    /// <summary>Probabilities of the allowed symbols of each slot; the other symbols get exactly 0. No finite logits overflow.</summary>
    /// <param name="logits">[n, 64].</param>
    /// <param name="allowed">The bits of each slot's allowed set [n]; none may be empty.</param>
    /// <param name="scale">One over the temperature.</param>
    /// <param name="probabilities">[n, 64]; can be <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a slot allows no symbol.</exception>
    [Softmax(Symbols = Symbols)]
    public static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);
}
