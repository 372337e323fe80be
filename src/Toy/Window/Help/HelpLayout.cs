using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Help;

/// <summary>The places of the sheet of keys.</summary>
internal sealed class HelpLayout
{
    /// <summary>The most lines of a column.</summary>
    public const int MostLines = 18;

    private const float KeysWidth = 188;

    private readonly float _top, _line, _column;

    public HelpLayout(ShellLayout shell)
    {
        Shell = shell;
        Card = shell.Body;
        Box inner = Card.Inset(shell.Pixels(24), shell.Pixels(16));
        float button = shell.Pixels(36), gap = shell.Pixels(8);
        TourButton = new Box(inner.Right - shell.Pixels(140), inner.Y, shell.Pixels(140), button);
        CloseButton = new Box(TourButton.X - gap - shell.Pixels(88), inner.Y, shell.Pixels(88), button);
        Title = new Box(inner.X, inner.Y, CloseButton.X - gap - inner.X, button);
        _column = MathF.Floor((inner.Width - shell.Pixels(32)) / Columns);
        _top = Title.Bottom + shell.Pixels(8);
        _line = MathF.Min(shell.Pixels(32), MathF.Floor((inner.Bottom - _top) / MostLines));
    }

    public static int Columns => HelpSheet.Columns.Length;

    public ShellLayout Shell { get; }

    public Box Card { get; }

    public Box Title { get; }

    public Box CloseButton { get; }

    public Box TourButton { get; }

    /// <summary>The place of keys and mouse moves.</summary>
    public Box Keys(int column, int line) => Line(column, line).Left(Shell.Pixels(KeysWidth));

    /// <summary>The place of what they do.</summary>
    public Box What(int column, int line)
    {
        Box all = Line(column, line);
        return all.RightPart(all.Width - Shell.Pixels(KeysWidth + 8));
    }

    public Box Line(int column, int line) =>
        new(Title.X + column * (_column + Shell.Pixels(32)), _top + line * _line, _column, _line);
}
