using Spectre.Console;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>One line of a terminal: pieces of text with styles.</summary>
internal sealed class TerminalLine
{
    private readonly List<(string Text, Style Style)> _pieces = [];

    /// <summary>Its width in cells.</summary>
    public int Length { get; private set; }

    public TerminalLine Add(string text, Style? style = null)
    {
        _pieces.Add((text, style ?? Style.Plain));
        Length += TerminalText.Width(text);
        return this;
    }

    /// <summary>Appends the line to <paramref name="target"/>, cut or padded to <paramref name="width"/> columns, so that it covers the previous content.</summary>
    public void AppendTo(Paragraph target, int width)
    {
        int left = width;
        foreach ((string text, Style style) in _pieces)
        {
            if (left <= 0)
                break;
            string shown = TerminalText.Cut(text, left);
            target.Append(shown, style);
            left -= TerminalText.Width(shown);
        }
        target.Append(new string(' ', left));
    }

    public override string ToString() => string.Concat(_pieces.Select(piece => piece.Text));
}
