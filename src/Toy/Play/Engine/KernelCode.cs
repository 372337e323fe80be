namespace Unmask.Toy.Play.Engine;

/// <summary>A kernel's generated code as lines to read: where its innermost loop is, and which of its numbers are fixed.</summary>
internal sealed class KernelCode
{
    private const string Declaration = "const int ";

    private readonly Dictionary<string, int> _constants = [];

    /// <param name="source">The generated C#.</param>
    public KernelCode(string source)
    {
        Lines = source.Replace("\t", "    ", StringComparison.Ordinal).Split('\n');
        Longest = Lines.Max(line => line.Length);
        foreach (string line in Lines)
        {
            int at = line.IndexOf(Declaration, StringComparison.Ordinal);
            if (at < 0 || line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                continue;
            foreach (string part in line[(at + Declaration.Length)..].TrimEnd(';').Split(','))
            {
                string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
                if (sides.Length == 2)
                    _constants.TryAdd(sides[0], int.TryParse(sides[1], out int value) ? value : 0);
            }
        }
        int width = _constants.Values.FirstOrDefault(value => value > 1);
        Sentence = width > 0 ? $"It knows that it is {width} wide: what is orange is fixed." : "It knows its vectors' width: what is orange is fixed.";
    }

    public string[] Lines { get; }

    /// <summary>Characters of the longest line.</summary>
    public int Longest { get; }

    /// <summary>What the code knows that plain loops have to ask for.</summary>
    public string Sentence { get; }

    /// <summary>The line of the innermost loop that computes rows of this kind.</summary>
    /// <param name="manyRows">A batch of rows, not one.</param>
    /// <param name="bits">The vectors' width.</param>
    public int InnerLoop(bool manyRows, int bits)
    {
        int method = manyRows ? -1 : Method($"Row{bits}(");
        method = method >= 0 ? method : Method($"{bits}(");
        if (method < 0)
            return Math.Max(0, Array.FindIndex(Lines, line => line.StartsWith("namespace", StringComparison.Ordinal)));
        int end = Array.FindIndex(Lines, method, line => line == "    }}"), deepest = method, depth = 0;
        for (int line = method; line < (end < 0 ? Lines.Length : end); line++)
        {
            int indent = Lines[line].Length - Lines[line].TrimStart().Length;
            if (indent > depth && Lines[line].AsSpan(indent).StartsWith("for (", StringComparison.Ordinal))
                (deepest, depth) = (line, indent);
        }
        return deepest;
    }

    private int Method(string name) => Array.FindIndex(Lines, line =>
        line.StartsWith("    private static ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal));

    /// <summary>The next part of a line that is drawn in one colour.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="isFixed">Whether it is a number that the generator fixed.</param>
    /// <returns>Where the part ends.</returns>
    public int PartOf(ReadOnlySpan<char> line, int start, out bool isFixed)
    {
        isFixed = false;
        if (line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            return line.Length;
        int end = WordEnd(line, start);
        if (end > start && IsFixed(line, start, end))
        {
            isFixed = true;
            return end;
        }
        // Everything up to the next fixed number is one part.
        for (int next = Math.Max(end, start + 1); next < line.Length; next = Math.Max(end, next + 1))
        {
            end = WordEnd(line, next);
            if (end > next && IsFixed(line, next, end))
                return next;
        }
        return line.Length;
    }

    private bool IsFixed(ReadOnlySpan<char> line, int start, int end)
    {
        if (start > 0 && line[start - 1] == '.' || end < line.Length && line[end] == '.' && char.IsAsciiDigit(line[start]))
            return false;
        ReadOnlySpan<char> word = line[start..end];
        return char.IsAsciiDigit(word[0]) ? !word.ContainsAnyExceptInRange('0', '9') && (word.Length > 1 || word[0] > '1')
            : _constants.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(word);
    }

    private static int WordEnd(ReadOnlySpan<char> line, int start)
    {
        while (start < line.Length && (char.IsAsciiLetterOrDigit(line[start]) || line[start] == '_'))
            start++;
        return start;
    }
}
