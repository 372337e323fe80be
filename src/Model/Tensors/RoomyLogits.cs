using Unmask.Model.Text;

namespace Unmask.Model.Tensors;

/// <summary>Kernels that have room for more symbols than an alphabet uses.</summary>
internal static class RoomyLogits
{
    /// <summary>The kernels would take symbols that the alphabet does not have.</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    public static void CheckSymbols(ReadOnlySpan<byte> rows, Alphabet alphabet)
    {
        int foreign = rows.IndexOfAnyExceptInRange((byte)0, alphabet.Mask);
        if (foreign >= 0)
            throw new ArgumentException($"Symbol {rows[foreign]} is not one of {alphabet.Symbols}.", nameof(rows));
    }

    /// <summary>Leaves out the logits of symbols that the alphabet does not have.</summary>
    /// <param name="roomy">[n, <paramref name="kernelSymbols"/>].</param>
    /// <param name="kernelSymbols">Symbols of the kernels.</param>
    /// <param name="logits">[n, <paramref name="symbols"/>].</param>
    /// <param name="symbols">Symbols of the alphabet.</param>
    public static void Compact(ReadOnlySpan<float> roomy, int kernelSymbols, Span<float> logits, int symbols)
    {
        for (int slot = 0; slot < logits.Length / symbols; slot++)
            roomy.Slice(slot * kernelSymbols, symbols).CopyTo(logits.Slice(slot * symbols, symbols));
    }
}
