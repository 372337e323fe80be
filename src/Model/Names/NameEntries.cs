namespace Unmask.Model.Names;

/// <summary>Parsed names, column by column.</summary>
/// <param name="Symbols">The letters of all names, one after another.</param>
/// <param name="Starts">Name i is <c>Symbols[Starts[i]..Starts[i + 1]]</c>; one more than there are names.</param>
/// <param name="Ranks">1 for the file's first entry, counting the skipped; ascending.</param>
/// <param name="Births">0 where the file does not say.</param>
/// <param name="HasBirths">Whether the file counts births at all.</param>
/// <param name="Skipped">Entries left out, by reason.</param>
internal sealed record NameEntries(byte[] Symbols, int[] Starts, int[] Ranks, long[] Births, bool HasBirths, SkippedEntries Skipped)
{
    public int Count => Ranks.Length;

    public ReadOnlySpan<byte> this[int name] => Symbols.AsSpan(Starts[name]..Starts[name + 1]);
}
