using System.Numerics;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game.Engine;

/// <summary>Where everything in the Engine scene is.</summary>
internal sealed class EngineLayout
{
    public EngineLayout(ShellLayout shell, int lines)
    {
        Shell = shell;
        Box body = shell.Body;
        float gap = shell.Pixels(16), half = MathF.Round((body.Width - gap) * 0.5f);
        Hint = body.BottomPart(shell.Pixels(24));
        float height = Hint.Y - shell.Pixels(8) - body.Y;
        Bars = new Box(body.X, body.Y, half, height);
        Code = new Box(Bars.Right + gap, body.Y, body.Right - Bars.Right - gap, height);
        Kernel = new Box(Code.X + shell.Pixels(16), Code.Y + shell.Pixels(4), Code.Width - shell.Pixels(32), shell.Pixels(48));
        Text = new Box(Code.X + shell.Pixels(16), Kernel.Bottom + shell.Pixels(12), Code.Width - shell.Pixels(32), Code.Bottom - Kernel.Bottom - shell.Pixels(24));
        float top = Bars.Y + shell.Pixels(40), step = (Bars.Bottom - shell.Pixels(8) - top) / Math.Max(1, lines);
        Groups = new Box[lines];
        for (int i = 0; i < lines; i++)
            Groups[i] = new Box(Bars.X + shell.Pixels(20), MathF.Round(top + i * step), Bars.Width - shell.Pixels(40), MathF.Floor(step - shell.Pixels(2)));
    }

    public ShellLayout Shell { get; }

    /// <summary>The card of the bars, and a group of them for each line.</summary>
    public Box Bars { get; }

    public Box[] Groups { get; }

    /// <summary>The card of the generated code.</summary>
    public Box Code { get; }

    public Box Kernel { get; }

    public Box Text { get; }

    public Box Hint { get; }

    public float LineHeight => Shell.Pixels(18);

    /// <summary>Lines of code that fit.</summary>
    public int VisibleLines => (int)(Text.Height / LineHeight);

    /// <summary>The bar of one contender of a group: 0 to 3, under the group's head.</summary>
    public Box Bar(int group, int contender)
    {
        Box box = Groups[group];
        // In the smallest window a line is just as high as its text.
        float head = MathF.Min(Shell.Pixels(16), box.Height * 0.28f), each = (box.Height - head) / 4;
        return new Box(box.X + Shell.Pixels(128), box.Y + head + contender * each, box.Width - Shell.Pixels(128 + 84), MathF.Max(2, MathF.Floor(each * 0.6f)));
    }

    public bool IsOverCode(Vector2 point) => Code.Contains(point);
}
