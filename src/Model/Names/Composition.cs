using System.Globalization;
using System.Text;

namespace Unmask.Model.Names;

/// <summary>
/// Unicode's normalisation form C, the same on every machine: letters and the marks that belong to them become one character where there is one.
/// The program runs without the system's Unicode library; the tables are made by <c>scripts/make-compositions.sh</c>. Characters beyond the first
/// 65,536, which no alphabet can hold, stay as they are.
/// </summary>
/// <remarks>The algorithm is that of Unicode Standard Annex #15: decompose, order by combining class, compose.</remarks>
public static class Composition
{
    private const string Resource = "compositions.txt";

    /// <summary>Below this nothing decomposes into something that would not be composed again.</summary>
    private const char FirstMark = '\u0300';

    // Hangul syllables are composed by a formula (Unicode Standard, section 3.12).
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28, Syllables = Leads * Vowels * Trails;

    private static readonly Lazy<Tables> Unicode = new(Load);

    /// <summary>The text in normalisation form C.</summary>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstMark - 1)))
            return text;
        var parts = new StringBuilder(text.Length + 8);
        foreach (char c in text)
            Decompose(c, parts);
        char[] characters = parts.ToString().ToCharArray();
        Order(characters);
        return new string(characters, 0, Join(characters));
    }

    /// <summary>The two as one letter, if there is one.</summary>
    public static bool TryCompose(char letter, char mark, out char whole)
    {
        string composed = Compose($"{letter}{mark}");
        whole = composed[0];
        return composed.Length == 1;
    }

    /// <summary>Whether a character belongs to the letter before it.</summary>
    public static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static void Decompose(char c, StringBuilder parts)
    {
        int syllable = c - SyllableBase;
        if (syllable is >= 0 and < Syllables)
        {
            parts.Append((char)(LeadBase + (syllable / (Vowels * Trails)))).Append((char)(VowelBase + (syllable % (Vowels * Trails) / Trails)));
            if (syllable % Trails > 0)
                parts.Append((char)(TrailBase + (syllable % Trails)));
        }
        else if (Unicode.Value.Decompositions.TryGetValue(c, out string? all))
        {
            parts.Append(all);
        }
        else
        {
            parts.Append(c);
        }
    }

    /// <summary>Puts the marks behind each letter into the order of their classes; those of one class keep theirs.</summary>
    private static void Order(char[] characters)
    {
        for (int i = 1; i < characters.Length; i++)
        {
            byte own = ClassOf(characters[i]);
            for (int at = i; own > 0 && at > 0 && ClassOf(characters[at - 1]) > own; at--)
                (characters[at - 1], characters[at]) = (characters[at], characters[at - 1]);
        }
    }

    /// <summary>Composes in place.</summary>
    /// <returns>How many characters are left.</returns>
    private static int Join(char[] characters)
    {
        int length = 0, starter = -1;
        int last = -1; // The class of the character before, if it was left standing between the starter and this one.
        foreach (char c in characters)
        {
            byte own = ClassOf(c);
            if (starter >= 0 && last < own && TryPair(characters[starter], c, out char whole))
            {
                characters[starter] = whole;
                continue;
            }
            if (own == 0)
                (starter, last) = (length, -1);
            else
                last = own;
            characters[length++] = c;
        }
        return length;
    }

    private static bool TryPair(char first, char second, out char whole)
    {
        int lead = first - LeadBase, vowel = second - VowelBase, syllable = first - SyllableBase, trail = second - TrailBase;
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            whole = (char)(SyllableBase + (((lead * Vowels) + vowel) * Trails));
        else if (syllable is >= 0 and < Syllables && syllable % Trails == 0 && trail is > 0 and < Trails)
            whole = (char)(first + trail);
        else
            return Unicode.Value.Pairs.TryGetValue((first, second), out whole);
        return true;
    }

    private static byte ClassOf(char c) => c < FirstMark ? (byte)0 : Unicode.Value.Classes.GetValueOrDefault(c);

    private static Tables Load()
    {
        using Stream stream = typeof(Composition).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}.");
        using var reader = new StreamReader(stream);
        var tables = new Tables([], [], []);
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(' ');
            switch (fields[0])
            {
                case "c":
                    for (int i = 0; i < fields[1].Length; i += 4)
                        tables.Classes[Code(fields[1].AsSpan(i, 4))] = byte.Parse(fields[2], CultureInfo.InvariantCulture);
                    break;
                case "d":
                    tables.Decompositions[Code(fields[1])] = string.Concat(fields.Skip(2).Select(field => Code(field)));
                    break;
                case "p":
                    tables.Pairs[(Code(fields[1]), Code(fields[2]))] = Code(fields[3]);
                    break;
            }
        }
        return tables;

        static char Code(ReadOnlySpan<char> hexadecimal) => (char)int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private sealed record Tables(Dictionary<char, byte> Classes, Dictionary<char, string> Decompositions, Dictionary<(char, char), char> Pairs);
}
