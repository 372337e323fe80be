using System.Numerics;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>The places of the Engine scene: denoisers and the race of names on the left, a kernel and its code on the right.</summary>
internal sealed class EngineLayout
{
    public const int Contenders = 4, Denoisers = 3;

    /// <summary>The lines of plain loops above the generated code.</summary>
    public const int PlainLines = 5;

    private const float LabelWidth = 124, TimeWidth = 84, GroupHead = 18;

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
        Race = new Box(body.X, below, half, body.Y + height - below);
        RaceTitle = new Box(Race.X + pad, Race.Y + shell.Pixels(6), Race.Width - 2 * pad, shell.Pixels(34));
        Sides = new Box(RaceTitle.X, RaceTitle.Bottom + shell.Pixels(2), MathF.Floor((RaceTitle.Width - gap) / 2), shell.Pixels(22)).Row(2, gap);
        float first = Sides[0].Bottom + shell.Pixels(4), line = shell.Pixels(19);
        int lines = (int)((Race.Bottom - shell.Pixels(6) - first) / line);
        Rows = [.. Sides.Select(side => Enumerable.Range(0, lines).Select(i => new Box(side.X, first + i * line, side.Width, line - shell.Pixels(3))).ToArray())];

        Code = new Box(body.X + half + gap, body.Y, body.Width - half - gap, height);
        float inside = Code.Width - 2 * pad;
        Kernel = new Box(Code.X + pad, Code.Y + shell.Pixels(4), inside, shell.Pixels(56));
        KernelGroup = new Box(Code.X + pad, Kernel.Bottom + shell.Pixels(10), inside, MathF.Min(Groups[0].Height, shell.Pixels(104)));
        PlainTitle = new Box(Code.X + pad, KernelGroup.Bottom + shell.Pixels(6), inside, LineHeight);
        Plain = new Box(PlainTitle.X, PlainTitle.Bottom, inside, PlainLines * LineHeight);
        Sentence = new Box(PlainTitle.X, Plain.Bottom + shell.Pixels(6), inside, LineHeight);
        Text = new Box(PlainTitle.X, Sentence.Bottom, inside, Code.Bottom - shell.Pixels(8) - Sentence.Bottom);
    }

    public ShellLayout Shell { get; }

    /// <summary>The card of the denoisers' bars.</summary>
    public Box Bars { get; }

    /// <summary>Its first line: the machine's peak, and the chips for 1 or 64 rows.</summary>
    public Box Head { get; }

    public Box[] RowChips { get; }

    /// <summary>A group of bars for each denoiser.</summary>
    public Box[] Groups { get; }

    /// <summary>The card of the race of names.</summary>
    public Box Race { get; }

    /// <summary>The number that it comes to.</summary>
    public Box RaceTitle { get; }

    /// <summary>The heads of plain loops and of generated code.</summary>
    public Box[] Sides { get; }

    /// <summary>The places of each side's visible names.</summary>
    public Box[][] Rows { get; }

    /// <summary>The card of the kernel.</summary>
    public Box Code { get; }

    public Box Kernel { get; }

    public Box KernelGroup { get; }

    public Box PlainTitle { get; }

    /// <summary>The plain loops that compute the same.</summary>
    public Box Plain { get; }

    /// <summary>What the generated code knows.</summary>
    public Box Sentence { get; }

    /// <summary>The generated code.</summary>
    public Box Text { get; }

    public Box Hint { get; }

    public float LineHeight => Shell.Pixels(17);

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
