using Spectre.Console;
using Unmask.Model.Text;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>Text as a terminal lays it out: in cells, of which wide letters take two and marks none.</summary>
internal static class TerminalText
{
    /// <summary>A letter by itself; a mark stands on a circle, or it would go to whatever stands before it.</summary>
    public static string Of(char letter) => Composition.IsMark(letter) ? $"{Shown.DottedCircle}{letter}" : letter.ToString();

    /// <summary>Cells that a text takes.</summary>
    public static int Width(string text) => text.GetCellWidth();

    /// <summary>As much of a text's beginning as fits.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        int length = text.Length;
        while (length > 0 && Width(text[..length]) > width)
            length--;
        return text[..length];
    }

    /// <summary>A text in the middle of a cell of the board.</summary>
    public static string Centered(string text, int width)
    {
        int left = Math.Max(0, width - Width(text)) / 2, right = Math.Max(0, width - Width(text) - left);
        return new string(' ', left) + text + new string(' ', right);
    }

    /// <summary>A text at the right of a column.</summary>
    public static string Right(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;
}
