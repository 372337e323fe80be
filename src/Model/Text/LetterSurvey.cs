using System.Text;

namespace Unmask.Model.Text;

/// <summary>The letters and lengths of a list's entries. Letters are lower-case letters and marks of Unicode's first 65,536 characters.</summary>
public sealed class LetterSurvey
{
    private readonly int[] _lengths;

    private LetterSurvey(Alphabet alphabet, string rareLetters, int[] lengths)
    {
        Alphabet = alphabet;
        RareLetters = rareLetters;
        _lengths = lengths;
    }

    /// <summary>
    /// The letters found, in Unicode's order: the most frequent <see cref="Alphabet.MaxLetters"/> if there are more. Letters that are all among
    /// a–z make the whole of a–z.
    /// </summary>
    public Alphabet Alphabet { get; }

    /// <summary>The letters that the alphabet has no room for; entries with one of them cannot be used.</summary>
    public string RareLetters { get; }

    /// <summary>Entries of letters alone.</summary>
    public int Entries => _lengths.Sum();

    /// <summary>Entries with more letters than <paramref name="slots"/>.</summary>
    public int LongerThan(int slots) => _lengths.Skip(slots + 1).Sum();

    /// <exception cref="NameFileException">The bytes are empty, binary, not UTF-8, or have no entry of letters alone.</exception>
    internal static LetterSurvey Of(ReadOnlySpan<byte> utf8, string source)
    {
        Dictionary<char, int> counts = [];
        int[] lengths = new int[NameSet.LongestName + 2];
        int others = 0;
        Span<char> letters = stackalloc char[NameSet.LongestName];
        foreach (Range range in utf8.Split((byte)'\n'))
        {
            if (!NameFile.TryEntry(utf8[range], out ReadOnlySpan<byte> entry))
                continue;
            int length = Letters(entry, letters);
            if (length < 0)
            {
                others++;
                continue;
            }
            lengths[Math.Min(length, NameSet.LongestName + 1)]++;
            // What cannot be used for its length does not count for the alphabet either.
            if (length > NameSet.LongestName)
                continue;
            foreach (char letter in letters[..length])
                counts[letter] = counts.GetValueOrDefault(letter) + 1;
        }

        if (counts.Count == 0)
        {
            int entries = others + lengths.Sum();
            throw new NameFileException(entries == 0
                ? $"{source}: there is no word in it; put one word a line."
                : $"{source}: none of its {entries:N0} {(entries == 1 ? "entry" : "entries")}, such as “{FirstOf(utf8)}”, is a word of 1 to {NameSet.LongestName} letters; put one word a line.");
        }
        char[] byCount = [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key).Select(count => count.Key)];
        string kept = Ordered(byCount.Take(Alphabet.MaxLetters));
        var alphabet = kept.All(Alphabet.English.Letters.Contains) ? Alphabet.English : new Alphabet(kept);
        return new LetterSurvey(alphabet, Ordered(byCount.Skip(Alphabet.MaxLetters)), lengths);
    }

    /// <summary>Writes as many letters of an entry as there is room for.</summary>
    /// <returns>Letters of the entry, or −1 if it has other characters.</returns>
    private static int Letters(ReadOnlySpan<byte> entry, Span<char> letters)
    {
        int length = 0;
        foreach (Rune rune in Encoding.UTF8.GetString(entry).EnumerateRunes())
        {
            if (!rune.IsBmp)
                return -1;
            Rune lower = new(Casing.Lower((char)rune.Value, isTurkic: false));
            if (!(Rune.IsLetter(lower) || Composition.IsMark((char)lower.Value)))
                return -1;
            if (length < letters.Length)
                letters[length] = (char)lower.Value;
            length++;
        }
        return length == 0 ? -1 : length;
    }

    /// <summary>The first entry, for a message.</summary>
    private static string FirstOf(ReadOnlySpan<byte> utf8)
    {
        const int Longest = 40;
        foreach (Range range in utf8.Split((byte)'\n'))
        {
            if (NameFile.TryEntry(utf8[range], out ReadOnlySpan<byte> entry))
                return Encoding.UTF8.GetString(entry) is var text && text.Length <= Longest ? text : $"{text[..Longest]}…";
        }
        return "";
    }

    private static string Ordered(IEnumerable<char> letters) => string.Concat(letters.Order());
}
