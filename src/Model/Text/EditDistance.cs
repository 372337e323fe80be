namespace Unmask.Model.Text;

/// <summary>
/// Edits (insert, delete, replace, swap two neighbours) from one fixed name to others: the optimal string alignment distance,
/// i.e. Damerau–Levenshtein without editing a letter twice. One column of the dynamic-programming table is the bits of a word
/// (Hyyrö 2003, <i>A bit-vector algorithm for computing Levenshtein and Damerau edit distances</i>), so a letter costs some 15 operations.
/// </summary>
public readonly ref struct EditDistance
{
    /// <summary>Bits of a word.</summary>
    public const int MaxLetters = 64;

    /// <summary>One word per possible letter: <see cref="Alphabet.MaxLetters"/>, rounded up.</summary>
    public const int TableLength = 64;

    private readonly ReadOnlySpan<ulong> _matches;
    private readonly int _letters;

    /// <summary>Prepares a name for any number of distances.</summary>
    /// <param name="letters">The fixed name's letters, without PAD.</param>
    /// <param name="table">Working memory of <see cref="TableLength"/> words, the caller's as long as this lives.</param>
    /// <exception cref="ArgumentException">There is no letter, or more than <see cref="MaxLetters"/>.</exception>
    public EditDistance(ReadOnlySpan<byte> letters, Span<ulong> table)
    {
        if (letters.Length is 0 or > MaxLetters)
            throw new ArgumentException($"A name has 1 to {MaxLetters} letters, not {letters.Length}.", nameof(letters));
        table = table[..TableLength];
        table.Clear();
        for (int i = 0; i < letters.Length; i++)
            table[letters[i]] |= 1UL << i;
        _matches = table;
        _letters = letters.Length;
    }

    /// <summary>Edits to <paramref name="other"/>.</summary>
    public int To(ReadOnlySpan<byte> other)
    {
        // Names as in the paper: P and N are +1 and -1, V and H vertical and horizontal differences of the table, D0 a zero diagonal one.
        ulong vp = ulong.MaxValue, vn = 0, d0 = 0, previousMatches = 0;
        int last = _letters - 1;
        int distance = _letters;
        foreach (byte letter in other)
        {
            ulong matches = _matches[letter];
            ulong swap = (~d0 & matches) << 1 & previousMatches;
            d0 = (matches & vp) + vp ^ vp | matches | vn | swap;
            ulong hp = vn | ~(d0 | vp);
            ulong hn = d0 & vp;
            distance += (int)(hp >> last & 1) - (int)(hn >> last & 1);
            hp = hp << 1 | 1;
            hn <<= 1;
            vp = hn | ~(d0 | hp);
            vn = d0 & hp;
            previousMatches = matches;
        }
        return distance;
    }
}
