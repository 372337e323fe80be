using System.Numerics;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>The places of the Engine scene: denoisers and the crowd on the left, a kernel and its code on the right.</summary>
internal sealed class EngineLayout
{
    public const int Contenders = 4, Denoisers = 3;

    private const float LabelWidth = 124, TimeWidth = 84, GroupHead = 18;

    /// <summary>The slots of the crowd's transformer, and the least width of a tile in units.</summary>
    private const float CrowdSlots = 16, LeastTile = 15;

    private const int CrowdLines = 6;

    public EngineLayout(ShellLayout shell)
    {
        Shell = shell;
        Box body = shell.Body;
        float gap = shell.Pixels(16), pad = shell.Pixels(20), half = MathF.Round((body.Width - gap) * 0.5f);
        Hint = body.BottomPart(shell.Pixels(24));
        float height = Hint.Y - shell.Pixels(8) - body.Y;

        Bars = new Box(body.X, body.Y, half, MathF.Round((height - gap) * 0.64f));
        Head = new Box(Bars.X + pad, Bars.Y + shell.Pixels(8), Bars.Width - 2 * pad, shell.Pixels(28));
        float chip = shell.Pixels(72);
        RowChips = [Head.RightPart(chip).Offset(-chip - shell.Pixels(8), 0), Head.RightPart(chip)];
        float top = Head.Bottom + shell.Pixels(6), step = (Bars.Bottom - shell.Pixels(6) - top) / Denoisers;
        Groups = new Box[Denoisers];
        for (int i = 0; i < Denoisers; i++)
            Groups[i] = new Box(Bars.X + pad, MathF.Round(top + i * step), Bars.Width - 2 * pad, MathF.Floor(Math.Min(step - shell.Pixels(6), shell.Pixels(128))));

        float below = Bars.Bottom + gap;
        Crowd = new Box(body.X, below, half, body.Y + height - below);
        Slider = new Box(Crowd.X + pad, Crowd.Y + shell.Pixels(4), Crowd.Width - 2 * pad, shell.Pixels(52));
        float first = Slider.Bottom + shell.Pixels(4), line = (Crowd.Bottom - shell.Pixels(10) - first) / CrowdLines, space = shell.Pixels(16);
        int columns = (Slider.Width - space) / 2 >= CrowdSlots * shell.Pixels(LeastTile) ? 2 : 1;
        float width = MathF.Floor((Slider.Width - (columns - 1) * space) / columns);
        Rows = new Box[CrowdLines * columns];
        for (int i = 0; i < Rows.Length; i++)
        {
            float y = MathF.Round(first + i / columns * line);
            Rows[i] = new Box(Slider.X + i % columns * (width + space), y, width, MathF.Round(first + (i / columns + 1) * line) - y - shell.Pixels(2));
        }

        Code = new Box(body.X + half + gap, body.Y, body.Width - half - gap, height);
        float inside = Code.Width - 2 * pad;
        Kernel = new Box(Code.X + pad, Code.Y + shell.Pixels(4), inside, shell.Pixels(56));
        KernelGroup = new Box(Code.X + pad, Kernel.Bottom + shell.Pixels(10), inside, MathF.Min(Groups[0].Height, shell.Pixels(104)));
        Text = new Box(Code.X + pad, KernelGroup.Bottom + shell.Pixels(10), inside, Code.Bottom - KernelGroup.Bottom - shell.Pixels(20));
    }

    public ShellLayout Shell { get; }

    /// <summary>The card of the denoisers' bars.</summary>
    public Box Bars { get; }

    /// <summary>Its first line: the machine's peak, and the chips for 1 or 64 rows.</summary>
    public Box Head { get; }

    public Box[] RowChips { get; }

    /// <summary>A group of bars for each denoiser.</summary>
    public Box[] Groups { get; }

    /// <summary>The card of the crowd, with the slider that drives it.</summary>
    public Box Crowd { get; }

    public Box Slider { get; }

    /// <summary>The places of the crowd's visible names.</summary>
    public Box[] Rows { get; }

    /// <summary>The card of the kernel.</summary>
    public Box Code { get; }

    public Box Kernel { get; }

    public Box KernelGroup { get; }

    public Box Text { get; }

    public Box Hint { get; }

    public float LineHeight => Shell.Pixels(18);

    /// <summary>The number of lines of code that fit.</summary>
    public int VisibleLines => (int)(Text.Height / LineHeight);

    /// <summary>A group's first line.</summary>
    public Box GroupTitle(in Box group) => group.Top(Shell.Pixels(GroupHead));

    /// <summary>The line of one contender: name, bar and time.</summary>
    public Box Line(in Box group, int contender)
    {
        float head = Shell.Pixels(GroupHead), each = (group.Height - head) / Contenders;
        return new Box(group.X, group.Y + head + contender * each, group.Width, each);
    }

    /// <summary>The bar in a contender's line.</summary>
    public Box Bar(in Box group, int contender)
    {
        Box line = Line(group, contender);
        float height = MathF.Max(2, MathF.Round(line.Height * 0.5f));
        return new Box(line.X + Shell.Pixels(LabelWidth), MathF.Round(line.Center.Y - height / 2), line.Width - Shell.Pixels(LabelWidth + TimeWidth), height);
    }

    public bool IsOverCode(Vector2 point) => Code.Contains(point);
}
