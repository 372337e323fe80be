namespace Unmask.Model.Text;

/// <summary>Entries of a data file that cannot be used, by reason.</summary>
/// <param name="ForeignLetter">Entries with a character outside the alphabet.</param>
/// <param name="TooLong">Entries with more letters than the row has slots.</param>
/// <param name="BadCount">Entries with something else than a whole number after the comma.</param>
public readonly record struct SkippedEntries(int ForeignLetter, int TooLong, int BadCount)
{
    /// <summary>All skipped entries.</summary>
    public int Total => ForeignLetter + TooLong + BadCount;

    /// <summary>E.g. <c>3 entries skipped: 2 with letters outside the alphabet, 1 too long</c>; empty if there are none.</summary>
    public override string ToString()
    {
        if (Total == 0)
            return "";
        List<string> reasons = [];
        if (ForeignLetter > 0)
            reasons.Add($"{ForeignLetter:N0} with letters outside the alphabet");
        if (TooLong > 0)
            reasons.Add($"{TooLong:N0} too long");
        if (BadCount > 0)
            reasons.Add($"{BadCount:N0} without a whole number after the comma");
        return $"{Total:N0} {(Total == 1 ? "entry" : "entries")} skipped: {string.Join(", ", reasons)}";
    }
}
