using Spectre.Console;
using Unmask.Model.Text;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>Measures text in terminal cells: wide letters take two, marks none.</summary>
internal static class TerminalText
{
    /// <summary>A letter on its own. A mark gets a circle, or it would combine with the character before it.</summary>
    public static string Of(char letter) => Composition.IsMark(letter) ? $"{Shown.DottedCircle}{letter}" : letter.ToString();

    /// <summary>The width of a text in cells.</summary>
    public static int Width(string text) => text.GetCellWidth();

    /// <summary>The longest beginning of a text that fits.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        int length = text.Length;
        while (length > 0 && Width(text[..length]) > width)
            length--;
        return text[..length];
    }

    /// <summary>A text centred in a column.</summary>
    public static string Centered(string text, int width)
    {
        int left = Math.Max(0, width - Width(text)) / 2, right = Math.Max(0, width - Width(text) - left);
        return new string(' ', left) + text + new string(' ', right);
    }

    /// <summary>A text aligned right in a column.</summary>
    public static string Right(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;
}
