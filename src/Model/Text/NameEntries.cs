namespace Unmask.Model.Text;

/// <summary>Parsed names, column by column. The columns may be longer than there are names.</summary>
/// <param name="Count">How many names there are.</param>
/// <param name="Symbols">The letters of all names, one after another.</param>
/// <param name="Starts">Name i is <c>Symbols[Starts[i]..Starts[i + 1]]</c>.</param>
/// <param name="Ranks">1 for the file's first entry, counting the skipped; ascending.</param>
/// <param name="Births">0 where the file does not say.</param>
/// <param name="HasBirths">Whether the file counts births at all.</param>
/// <param name="Skipped">Entries left out, by reason.</param>
internal sealed record NameEntries(
    int Count, byte[] Symbols, int[] Starts, int[] Ranks, long[] Births, bool HasBirths, SkippedEntries Skipped)
{
    public ReadOnlySpan<byte> this[int name] => Symbols.AsSpan(Starts[name]..Starts[name + 1]);
}
