namespace Unmask.Model.Text;

/// <summary>
/// Lower case as the language of a list has it, as far as its letters tell: if there is a dotless ı, I becomes ı and İ becomes i, as in
/// Turkish. A capital Σ at the end of a word becomes ς.
/// </summary>
public static class Casing
{
    /// <summary>Letters whose case depends on the language or the place in a word: ı, İ and ς.</summary>
    public const char DotlessI = 'ı', DottedCapitalI = 'İ', FinalSigma = 'ς';

    private const char CapitalSigma = 'Σ';

    /// <summary>Whether a text has letters that only Turkish and its relatives have.</summary>
    public static bool IsTurkic(string text) => text.AsSpan().ContainsAny(DotlessI, DottedCapitalI);

    /// <summary>The small letter of a character by itself; the character if it has none.</summary>
    public static char Lower(char c, bool isTurkic) => c switch
    {
        DottedCapitalI => 'i',
        'I' when isTurkic => DotlessI,
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>Lowers those capitals whose small letter depends on the language or the place in a word; all others stay.</summary>
    public static string LowerSpecial(string text, bool isTurkic)
    {
        if (!text.AsSpan().ContainsAny('I', DottedCapitalI, CapitalSigma))
            return text;
        return string.Create(text.Length, (text, isTurkic), static (result, source) =>
        {
            (string text, bool isTurkic) = source;
            for (int i = 0; i < text.Length; i++)
            {
                bool isFinal = text[i] == CapitalSigma && i > 0 && char.IsLetter(text[i - 1]) && (i + 1 == text.Length || !IsOfWord(text[i + 1]));
                result[i] = isFinal ? FinalSigma : text[i] is DottedCapitalI || (text[i] == 'I' && isTurkic) ? Lower(text[i], isTurkic) : text[i];
            }
        });

        static bool IsOfWord(char c) => char.IsLetter(c) || Composition.IsMark(c);
    }
}
