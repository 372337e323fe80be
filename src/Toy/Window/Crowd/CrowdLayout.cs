using System.Numerics;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Crowd;

/// <summary>The places of the Crowd scene.</summary>
internal sealed class CrowdLayout
{
    private const int MostColumns = 4;

    /// <summary>The least width of a tile and height of a row, in units.</summary>
    private const float LeastTile = 15, LeastLine = 18, MarkWidth = 14;

    public CrowdLayout(ShellLayout shell, int slots)
    {
        (Shell, Slots) = (shell, slots);
        Box body = shell.Body;
        float bar = shell.Pixels(32);
        Filters = new Box(body.X, body.Y, shell.Pixels(54), bar).Row(Enum.GetValues<CrowdFilter>().Length, shell.Pixels(4));
        Kernels = new Box(body.Right - shell.Pixels(172), body.Y + shell.Pixels(2), shell.Pixels(172), shell.Pixels(28));
        Counters = new Box(Filters[^1].Right + shell.Pixels(12), body.Y, Kernels.X - shell.Pixels(24) - Filters[^1].Right, bar);
        Box foot = body.BottomPart(shell.Pixels(28));
        Knobs = foot.Left(shell.Pixels(172)).Row(2, shell.Pixels(8));
        Hint = foot.RightPart(foot.Right - Knobs[1].Right - shell.Pixels(8));

        float top = body.Y + bar + shell.Pixels(12), height = Hint.Y - shell.Pixels(4) - top, space = shell.Pixels(24);
        Columns = MostColumns;
        while (Columns > 1 && Width() < slots * shell.Pixels(LeastTile))
            Columns--;
        // Very long rows do not all fit into a very small window.
        Lines = Math.Clamp((int)(height / shell.Pixels(LeastLine)), 1, (CrowdGame.Size + Columns - 1) / Columns);
        Rows = new Box[Math.Min(CrowdGame.Size, Columns * Lines)];
        for (int i = 0; i < Rows.Length; i++)
        {
            int column = i / Lines, line = i % Lines;
            float y = MathF.Round(top + line * height / Lines), width = Width() + shell.Pixels(MarkWidth);
            Rows[i] = new Box(MathF.Round(body.X + column * (width + space)), y, MathF.Floor(width), MathF.Round(top + (line + 1) * height / Lines) - y - shell.Pixels(3));
        }

        // The width of a row's tiles.
        float Width() => (body.Width - (Columns - 1) * space) / Columns - shell.Pixels(MarkWidth);
    }

    public ShellLayout Shell { get; }

    public int Slots { get; }

    public int Columns { get; }

    public int Lines { get; }

    public Box[] Filters { get; }

    /// <summary>The number of names, and the shares of real and new ones.</summary>
    public Box Counters { get; }

    /// <summary>The choice of kernels.</summary>
    public Box Kernels { get; }

    /// <summary>Temperature and pace.</summary>
    public Box[] Knobs { get; }

    public Box Hint { get; }

    /// <summary>The places of the visible names; each has a mark, then tiles.</summary>
    public Box[] Rows { get; }

    /// <summary>The round mark at a row's left end.</summary>
    public Box Mark(int row)
    {
        float size = Shell.Pixels(8);
        return new Box(Rows[row].X, MathF.Round(Rows[row].Center.Y - size / 2), size, size);
    }

    public Box Tiles(int row)
    {
        float mark = Shell.Pixels(MarkWidth);
        return new Box(Rows[row].X + mark, Rows[row].Y, Rows[row].Width - mark, Rows[row].Height);
    }

    public int RowAt(Vector2 point) => Box.IndexAt(Rows, point);
}
