using System.Numerics;

namespace Unmask.Model.Text;

/// <summary>A set of symbols as the bits of one word: bit i is symbol i.</summary>
public readonly record struct SymbolSet(ulong Bits)
{
    public static SymbolSet Of(byte symbol) => new(1UL << symbol);

    public bool IsEmpty => Bits == 0;

    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The smallest symbol of the set, which must not be empty.</summary>
    public byte First => (byte)BitOperations.TrailingZeroCount(Bits);

    public bool Contains(byte symbol) => (Bits >> symbol & 1) != 0;

    public SymbolSet With(byte symbol) => new(Bits | 1UL << symbol);

    public SymbolSet Without(byte symbol) => new(Bits & ~(1UL << symbol));

    public static SymbolSet operator &(SymbolSet a, SymbolSet b) => new(a.Bits & b.Bits);

    public static SymbolSet operator |(SymbolSet a, SymbolSet b) => new(a.Bits | b.Bits);

    public static SymbolSet operator -(SymbolSet a, SymbolSet b) => new(a.Bits & ~b.Bits);
}
