using Spectre.Console;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The distributions of all slots in shades: a line per slot, two cells per letter.</summary>
/// <param name="unicode">Whether the terminal supports signs beyond ASCII.</param>
internal sealed class XrayPicture(bool unicode)
{
    private const int Cell = 2, Label = 4, EndCell = 4;

    private static readonly Style
        Quiet = new(decoration: Decoration.Dim),
        Strong = new(decoration: Decoration.Bold),
        Yours = new(new Color(0xf5, 0x79, 0x3a)),
        Denoisers = new(new Color(0x85, 0xc0, 0xf9));

    /// <summary>From nothing to certainty.</summary>
    private string Shades => unicode ? " ░▒▓█" : " .:*#";

    /// <summary>Columns that it needs.</summary>
    public static int WidthFor(in Board board) => Label + board.Alphabet.Letters.Length * Cell + EndCell;

    /// <summary>Lines that it needs.</summary>
    public static int HeightFor(in Board board) => board.Slots + 1;

    public IEnumerable<TerminalLine> Lines(Board board, Prediction prediction, int selected)
    {
        var heads = new TerminalLine().Add(new string(' ', Label));
        foreach (char letter in board.Alphabet.Letters)
            heads.Add(TerminalText.Centered(TerminalText.Of(letter), Cell), Quiet);
        yield return heads.Add(" end", Quiet);
        for (int slot = 0; slot < board.Slots; slot++)
            yield return Line(board, prediction, slot, slot == selected);
    }

    private TerminalLine Line(in Board board, Prediction prediction, int slot, bool isSelected)
    {
        var line = new TerminalLine().Add($"{(isSelected ? '>' : ' ')}{slot + 1,2} ", isSelected ? Strong : Quiet);
        if (board.IsAfterEnd(slot))
            return line.Add(new string(unicode ? '·' : '-', WidthFor(board) - Label), Quiet);
        ReadOnlySpan<float> probabilities = prediction.Probabilities(slot);
        Style voice = board[slot].Origin == Origin.Forced ? Yours : Denoisers;
        for (int symbol = 0; symbol <= board.Alphabet.Pad; symbol++)
            line.Add(new string(ShadeOf(probabilities[symbol]), symbol == board.Alphabet.Pad ? EndCell : Cell), voice);
        return line;
    }

    /// <summary>The square root keeps small probabilities visible.</summary>
    private char ShadeOf(float probability) => Shades[(int)MathF.Round(MathF.Sqrt(probability) * (Shades.Length - 1))];
}
