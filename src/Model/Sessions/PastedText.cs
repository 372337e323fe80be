using System.Globalization;
using System.Text;

namespace Unmask.Model.Sessions;

/// <summary>
/// Pasted text that may hold a replay code. Programs on the way fold, quote and indent it, and put in invisible characters and other
/// dashes. Keeps the characters that a code can have, and where white space parted them.
/// </summary>
internal sealed class PastedText
{
    /// <summary>Characters that are looked at; the rest is passed over.</summary>
    private const int MaxLength = 1 << 20;

    private readonly StringBuilder _kept = new();
    private readonly List<bool> _breaks = [];

    public PastedText(string text)
    {
        bool isBroken = true, isLineStart = true;
        for (int i = 0; i < Math.Min(text.Length, MaxLength); i++)
        {
            char c = text[i];
            if (c is '\n' or '\r')
            {
                (isBroken, isLineStart) = (true, true);
            }
            else if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                isBroken = true;
            }
            else if ((isLineStart && c is '>' or '|') || (c == '=' && i + 1 < text.Length && text[i + 1] is '\r' or '\n') || IsInvisible(c))
            {
                // Marks of a quotation, a soft line break of a mail, and what is not seen.
            }
            else
            {
                _kept.Append(IsDash(c) ? '-' : c);
                _breaks.Add(isBroken);
                (isBroken, isLineStart) = (false, false);
            }
        }
        Kept = _kept.ToString();
    }

    /// <summary>The kept characters, without what stood between them.</summary>
    public string Kept { get; }

    /// <summary>Whether white space stood before a character of <see cref="Kept"/>; true at both ends.</summary>
    public bool IsBrokenBefore(int place) => place >= _breaks.Count || _breaks[place];

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '\u034F' or '\u115F' or '\u1160' or '\u3164';

    private static bool IsDash(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c == '\u2212';
}
