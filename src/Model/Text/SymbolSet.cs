using System.Numerics;

namespace Unmask.Model.Text;

/// <summary>A set of symbols as the bits of one word: bit i is symbol i.</summary>
public readonly record struct SymbolSet(ulong Bits)
{
    /// <summary>The set of one symbol.</summary>
    public static SymbolSet Of(byte symbol) => new(1UL << symbol);

    /// <summary>There is no symbol in the set.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Symbols in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The smallest symbol of the set, which must not be empty.</summary>
    public byte First => (byte)BitOperations.TrailingZeroCount(Bits);

    /// <summary>Whether a symbol is in the set.</summary>
    public bool Contains(byte symbol) => (Bits >> symbol & 1) != 0;

    /// <summary>The set and one more symbol.</summary>
    public SymbolSet With(byte symbol) => new(Bits | 1UL << symbol);

    /// <summary>The set less one symbol.</summary>
    public SymbolSet Without(byte symbol) => new(Bits & ~(1UL << symbol));

    /// <summary>Symbols in both sets.</summary>
    public static SymbolSet operator &(SymbolSet a, SymbolSet b) => new(a.Bits & b.Bits);

    /// <summary>Symbols in either set.</summary>
    public static SymbolSet operator |(SymbolSet a, SymbolSet b) => new(a.Bits | b.Bits);

    /// <summary>Symbols of the first set that the second lacks.</summary>
    public static SymbolSet operator -(SymbolSet a, SymbolSet b) => new(a.Bits & ~b.Bits);
}
