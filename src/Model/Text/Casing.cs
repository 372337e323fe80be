namespace Unmask.Model.Text;

/// <summary>
/// From capitals to small letters as a list's own language has it, where its letters show which that is: with a dotless ı, I is the capital of ı
/// and İ that of i, as in Turkish; a capital Σ at the end of a word is ς.
/// </summary>
public static class Casing
{
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

    /// <summary>The text with the capitals in small letters that another language would read otherwise; all others stay.</summary>
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
