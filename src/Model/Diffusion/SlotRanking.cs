using Unmask.Kernels;
using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>The likeliest symbols of one slot. One kernel, as wide as a <see cref="SymbolSet"/>, serves every alphabet.</summary>
internal static partial class SlotRanking
{
    /// <summary>Symbols of a padded slot.</summary>
    public const int Symbols = 64;

    /// <summary>Symbols that are ranked at most.</summary>
    public const int Places = 16;

    /// <summary>The allowed symbols with the largest values, largest first; 255 where no more are allowed.</summary>
    /// <param name="values">[n, 64].</param>
    /// <param name="allowed">The bits of each slot's allowed set [n].</param>
    /// <param name="symbols">[n, 16].</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    [TopK(Symbols = Symbols, Count = Places)]
    public static partial void Rank(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);
}
