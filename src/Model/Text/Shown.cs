using System.Globalization;

namespace Unmask.Model.Text;

/// <summary>Quotes a user's text in messages: whole characters, and combining marks so that they can be seen.</summary>
public static class Shown
{
    /// <summary>Carries a combining mark that is shown alone.</summary>
    public const char DottedCircle = '◌';

    /// <summary>
    /// The character at a place, in quotation marks: both halves of a surrogate pair, a combining mark on a circle, an invisible character
    /// as its number.
    /// </summary>
    public static string At(string text, int index)
    {
        char c = text[index];
        if (char.IsLowSurrogate(c) && index > 0 && char.IsHighSurrogate(text[index - 1]))
            index--;
        if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
            return $"'{text.Substring(index, 2)}'";
        if (Composition.IsMark(c))
            return $"'{DottedCircle}{c}' ({NumberOf(c)})";
        bool isSeen = !char.IsSurrogate(c) && !char.IsControl(c) && (c == ' ' || !char.IsWhiteSpace(c)) && char.GetUnicodeCategory(c) != UnicodeCategory.Format;
        return isSeen ? $"'{c}'" : NumberOf(c);
    }

    /// <summary>A file's name; the whole path, in quotation marks, where it ends in none.</summary>
    public static string File(string path) => Path.GetFileName(path) is { Length: > 0 } name ? name : $"'{path}'";

    /// <summary>Why a file could not be read, for a message that names the file itself.</summary>
    internal static string ReasonUnread(string path, Exception problem) => path.Length == 0 ? "its path is empty"
        : Directory.Exists(path) ? "it is a folder"
        : problem switch
        {
            UnauthorizedAccessException => "permission denied",
            NotSupportedException => "it is a pipe; save what comes from it in a file first",
            _ => problem.Message,
        };

    private static string NumberOf(char c) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
}
