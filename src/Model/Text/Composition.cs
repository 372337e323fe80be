using System.Globalization;

namespace Unmask.Model.Text;

/// <summary>
/// Unicode's canonical composition (normalisation form C, Unicode Standard Annex 15) of every script. The program runs without the system's
/// Unicode library, so it brings the table, and the result is the same on every system.
/// </summary>
public static class Composition
{
    private const string Resource = "compositions.txt";

    /// <summary>Below U+0300 every text is composed already.</summary>
    private const char FirstMark = '\u0300';

    // Hangul syllables are composed by arithmetic: section 3.12 of the Unicode Standard.
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, SyllableCount = LeadCount * VowelCount * TailCount;

    private static readonly Lazy<Tables> Unicode = new(Load);

    /// <summary>The text composed; half a surrogate pair stays as it is.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstMark - 1)))
            return text;
        Tables tables = Unicode.Value;
        List<int> points = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            Decompose(pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i], points, tables);
        }
        Order(points, tables);
        Compose(points, tables);
        var composed = new System.Text.StringBuilder(points.Count);
        foreach (int point in points)
            _ = point > char.MaxValue ? composed.Append(char.ConvertFromUtf32(point)) : composed.Append((char)point);
        return composed.ToString();
    }

    /// <summary>Whether a character belongs to the letter before it.</summary>
    public static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static void Decompose(int point, List<int> points, Tables tables)
    {
        int syllable = point - Syllables;
        if ((uint)syllable < SyllableCount)
        {
            points.Add(Leads + syllable / (VowelCount * TailCount));
            points.Add(Vowels + syllable / TailCount % VowelCount);
            if (syllable % TailCount > 0)
                points.Add(Tails + syllable % TailCount);
        }
        else if (tables.Parts.TryGetValue(point, out (int First, int Second) parts))
        {
            Decompose(parts.First, points, tables);
            if (parts.Second > 0)
                Decompose(parts.Second, points, tables);
        }
        else
        {
            points.Add(point);
        }
    }

    /// <summary>Marks between two letters, by class; marks of one class keep their order.</summary>
    private static void Order(List<int> points, Tables tables)
    {
        for (int start = 0; start < points.Count;)
        {
            int end = start;
            while (end < points.Count && tables.ClassOf(points[end]) > 0)
                end++;
            if (end - start > 1)
            {
                int[] ordered = [.. points[start..end].OrderBy(tables.ClassOf)];
                for (int i = 0; i < ordered.Length; i++)
                    points[start + i] = ordered[i];
            }
            start = end + 1;
        }
    }

    private static void Compose(List<int> points, Tables tables)
    {
        int starter = -1, length = 0, before = 0;
        foreach (int point in points.ToArray())
        {
            int combining = tables.ClassOf(point);
            // Nothing stands between, or only marks of a lower class.
            bool reaches = starter >= 0 && (length == starter + 1 || (before > 0 && before < combining));
            if (reaches && Pair(points[starter], point, tables) is { } letter)
            {
                points[starter] = letter;
                continue;
            }
            if (combining == 0)
                starter = length;
            before = combining;
            points[length++] = point;
        }
        points.RemoveRange(length, points.Count - length);
    }

    private static int? Pair(int first, int second, Tables tables)
    {
        int lead = first - Leads, vowel = second - Vowels;
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
            return Syllables + (lead * VowelCount + vowel) * TailCount;
        int syllable = first - Syllables, tail = second - Tails;
        if ((uint)syllable < SyllableCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
            return first + tail;
        return tables.Letters.TryGetValue((first, second), out int letter) ? letter : null;
    }

    private sealed record Tables(Dictionary<int, byte> Classes, Dictionary<int, (int First, int Second)> Parts, Dictionary<(int, int), int> Letters)
    {
        public int ClassOf(int point) => point < FirstMark ? 0 : Classes.GetValueOrDefault(point);
    }

    private static Tables Load()
    {
        using Stream stream = typeof(Composition).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        var tables = new Tables([], [], []);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ');
            if (fields[0] == "c")
            {
                for (int point = Hex(fields[1]); point <= Hex(fields[2]); point++)
                    tables.Classes[point] = byte.Parse(fields[3], CultureInfo.InvariantCulture);
            }
            else if (fields[0] is "d" or "x")
            {
                (int First, int Second) parts = (Hex(fields[2]), fields.Length > 3 ? Hex(fields[3]) : 0);
                tables.Parts[Hex(fields[1])] = parts;
                if (fields[0] == "d")
                    tables.Letters[parts] = Hex(fields[1]);
            }
        }
        return tables;
    }

    private static int Hex(string code) => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
