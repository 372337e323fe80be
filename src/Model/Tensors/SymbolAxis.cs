namespace Unmask.Model.Tensors;

/// <summary>
/// An axis of a weight tensor. Weights have an element for each symbol of the alphabet in every slot; kernels may have room for more symbols
/// than that, which stay zero. Other elements follow.
/// </summary>
/// <param name="Slots">Slots of a row; 0 if the axis knows none.</param>
/// <param name="Symbols">Symbols of the alphabet.</param>
/// <param name="KernelSymbols">Symbols that the kernels have room for.</param>
/// <param name="Others">Elements behind those of the slots.</param>
internal readonly record struct SymbolAxis(int Slots, int Symbols, int KernelSymbols, int Others)
{
    /// <summary>Elements in a weights file.</summary>
    public int Length => (Slots * Symbols) + Others;

    /// <summary>Elements in the kernels' memory.</summary>
    public int KernelLength => (Slots * KernelSymbols) + Others;

    /// <summary>An axis of hidden units.</summary>
    public static SymbolAxis Of(int units) => new(0, 0, 0, units);

    /// <summary>Where an element of the file lies in the kernels' memory.</summary>
    public int Place(int index)
    {
        int symbols = Slots * Symbols;
        return index < symbols
            ? (index / Symbols * KernelSymbols) + (index % Symbols)
            : (Slots * KernelSymbols) + index - symbols;
    }
}
