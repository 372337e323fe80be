namespace Unmask.Toy.Cli.Output;

/// <summary>Fits text to the width of a terminal.</summary>
internal static class FittedText
{
    private const string Gap = "  ";

    /// <summary>A table with columns if they fit into <paramref name="width"/>, else a block of lines per row, without empty cells.</summary>
    /// <param name="titles">The titles of the columns.</param>
    /// <param name="rows">A cell for each column.</param>
    /// <param name="width">Characters that fit on a line.</param>
    /// <param name="words">The number of leading columns with words, which are aligned left; numbers are aligned right.</param>
    public static IEnumerable<string> Table(string[] titles, IReadOnlyList<string[]> rows, int width, int words)
    {
        int[] widths = [.. titles.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())];
        if (widths.Sum() + (Gap.Length * (widths.Length - 1)) <= width)
            return rows.Prepend(titles).Select(row => string.Join(Gap, row.Select((cell, column) => column < words ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        int most = titles.Max(title => title.Length);
        return rows.SelectMany(row => titles.Zip(row).Where(pair => pair.Second.Length > 0)
            .Select(pair => $"{pair.First.PadRight(most)}{Gap}{pair.Second}").Append("")).SkipLast(1);
    }

    /// <summary>Breaks a line that is too long between words; continuation lines are indented.</summary>
    public static IEnumerable<string> Wrap(string line, int width)
    {
        string indent = new(' ', Math.Min(line.Length - line.TrimStart().Length + Gap.Length, width / 2));
        while (line.Length > width)
        {
            int end = line.LastIndexOf(' ', width);
            // A single word is not broken.
            if (end < 0 || string.IsNullOrWhiteSpace(line[..end]))
                break;
            yield return line[..end].TrimEnd();
            line = indent + line[end..].TrimStart();
        }
        yield return line;
    }
}
