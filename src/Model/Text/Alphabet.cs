namespace Unmask.Model.Text;

/// <summary>
/// The letters in use and the two symbols that every alphabet adds to them. Symbol ids are dense: the letters first, in order,
/// then <see cref="Pad"/> (the name has ended), then <see cref="Mask"/> (not known yet).
/// </summary>
public sealed class Alphabet : IEquatable<Alphabet>
{
    /// <summary>The most letters an alphabet can have, so that every symbol is one bit of a <see cref="SymbolSet"/>.</summary>
    public const int MaxLetters = 62;

    /// <summary>The most letters of a word: the slots of the widest row.</summary>
    public const int LongestWord = 24;

    /// <summary>How PAD and MASK are written wherever a row is text.</summary>
    public const char PadCharacter = '.', MaskCharacter = '_';

    private readonly bool _isTurkic;

    /// <summary>The 26 letters a–z of U.S. first names.</summary>
    public static Alphabet English { get; } = new("abcdefghijklmnopqrstuvwxyz");

    /// <summary>An alphabet of these letters.</summary>
    /// <param name="letters">Distinct letters in symbol order: 1 to <see cref="MaxLetters"/>.</param>
    /// <exception cref="ArgumentException">There are none, too many, one stands twice, or one cannot be a letter.</exception>
    public Alphabet(string letters)
    {
        if (letters.Length is 0 or > MaxLetters)
            throw new ArgumentException($"An alphabet has 1 to {MaxLetters} letters, not {letters.Length}.", nameof(letters));
        if (letters.Distinct().Count() != letters.Length)
            throw new ArgumentException("An alphabet has each letter once.", nameof(letters));
        if (letters.AsSpan().IndexOfAny(PadCharacter, MaskCharacter) >= 0)
            throw new ArgumentException($"'{PadCharacter}' and '{MaskCharacter}' stand for PAD and MASK and cannot be letters.", nameof(letters));
        if (letters.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || char.IsSurrogate(letter) || "[]^$,".Contains(letter)))
            throw new ArgumentException("Blanks, control characters, halves of characters and the signs of patterns cannot be letters.", nameof(letters));
        Letters = letters;
        _isTurkic = Casing.IsTurkic(letters);
    }

    /// <summary>The letters in symbol order.</summary>
    public string Letters { get; }

    /// <summary>The symbol that stands in every slot after the name's last letter.</summary>
    public byte Pad => (byte)Letters.Length;

    /// <summary>The symbol of a slot that is not known yet. Never a legal output.</summary>
    public byte Mask => (byte)(Letters.Length + 1);

    /// <summary>Number of symbols: letters, PAD and MASK.</summary>
    public int Symbols => Letters.Length + 2;

    /// <summary>Every letter, without PAD.</summary>
    public SymbolSet AllLetters => new((1UL << Letters.Length) - 1);

    /// <summary>Every symbol that a denoiser may put into a slot: the letters and PAD.</summary>
    public SymbolSet Outputs => AllLetters.With(Pad);

    /// <summary>The character of <paramref name="symbol"/>: its letter, <see cref="PadCharacter"/> or <see cref="MaskCharacter"/>.</summary>
    public char CharacterOf(byte symbol) =>
        symbol < Letters.Length ? Letters[symbol] : symbol == Pad ? PadCharacter : MaskCharacter;

    /// <summary>The symbol of <paramref name="letter"/>; false if it is not a letter of this alphabet.</summary>
    public bool TrySymbolOf(char letter, out byte symbol)
    {
        int index = Letters.IndexOf(letter);
        symbol = (byte)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>The symbol of a letter of this alphabet, or of a capital, lowered as the alphabet's language has it.</summary>
    public bool TryRead(char letter, out byte symbol) => TrySymbolOf(letter, out symbol) || TrySymbolOf(Casing.Lower(letter, _isTurkic), out symbol);

    /// <summary>A word in this alphabet's letters, as far as there are such: marks composed, capitals lowered. Other characters stay.</summary>
    public string Spell(string word) => string.Concat(
        Casing.LowerSpecial(Composition.Of(word), _isTurkic).Select(letter => TryRead(letter, out byte symbol) ? Letters[symbol] : letter));

    /// <summary>Writes the letters of <paramref name="name"/> and then PAD into <paramref name="row"/> <c>[slots]</c>.</summary>
    /// <returns>False, with <paramref name="row"/> undefined, if the name is empty, too long, or has a foreign letter.</returns>
    public bool TryEncode(ReadOnlySpan<char> name, Span<byte> row)
    {
        if (name.Length == 0 || name.Length > row.Length)
            return false;
        for (int i = 0; i < name.Length; i++)
        {
            if (!TrySymbolOf(name[i], out row[i]))
                return false;
        }
        row[name.Length..].Fill(Pad);
        return true;
    }

    /// <summary>The letters of <paramref name="row"/> up to the end of the name; masked slots are written as <see cref="MaskCharacter"/>.</summary>
    public string Decode(ReadOnlySpan<byte> row)
    {
        int end = row.IndexOf(Pad);
        if (end >= 0)
            row = row[..end];
        Span<char> text = stackalloc char[row.Length];
        for (int i = 0; i < row.Length; i++)
            text[i] = CharacterOf(row[i]);
        return text.ToString();
    }

    /// <summary>Whether both have the same letters in the same order.</summary>
    public bool Equals(Alphabet? other) => other is not null && other.Letters == Letters;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Alphabet);

    /// <inheritdoc/>
    public override int GetHashCode() => Letters.GetHashCode(StringComparison.Ordinal);

    /// <summary>The letters, as <see cref="Letters"/>.</summary>
    public override string ToString() => Letters;
}
