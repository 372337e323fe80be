using System.Numerics;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Race;

/// <summary>The places of the Race scene: the shared row on top, a lane for each contender, buttons below.</summary>
internal sealed class RaceLayout
{
    private const float TileGap = 4, LabelWidth = 176, ResultWidth = 176;

    private static readonly float[] ButtonWidths = [120, 168, 88];

    /// <param name="shell">The layout that all scenes share.</param>
    /// <param name="slots">Slots of the shared row.</param>
    /// <param name="columns">Slots of the longest row.</param>
    public RaceLayout(ShellLayout shell, int slots, int columns)
    {
        Shell = shell;
        (Box body, float breath) = (shell.Body, shell.Breath);
        float pad = shell.Pixels(12), gap = shell.Pixels(TileGap), label = shell.Pixels(LabelWidth), result = shell.Pixels(ResultWidth);
        float left = body.X + pad + label + shell.Pixels(16), room = body.Right - pad - result - shell.Pixels(16) - left;
        float tile = MathF.Floor(Math.Min(shell.Pixels(56), (room - (columns - 1) * gap) / columns)), tall = MathF.Round(tile * 1.2f);
        TileText = (int)MathF.Round(tile * 0.64f);

        Hint = body.Top(shell.Pixels(24));
        float y = Hint.Bottom + shell.Pixels(8 + 8 * breath);
        Row = new Box(left, y, tile, tall).Row(slots, gap);
        RowLabel = new Box(body.X + pad, y, label, tall);
        RowNote = new Box(body.Right - pad - result, y, result, tall);

        Panel = body.BottomPart(shell.Pixels(60));
        Box knob = Panel.RightPart(shell.Pixels(168)).Top(shell.Pixels(28));
        Knobs = [knob, knob with { Y = Panel.Bottom - knob.Height }];
        y += tall + shell.Pixels(12 + 8 * breath);
        float space = shell.Pixels(8), lane = MathF.Floor(Math.Min((Panel.Y - shell.Pixels(12) - y - 3 * space) / RaceGame.MostLanes, shell.Pixels(128)));
        for (int i = 0; i < RaceGame.MostLanes; i++)
        {
            Cards[i] = new Box(body.X, y + i * (lane + space), body.Width, lane);
            float middle = Cards[i].Center.Y, height = shell.Pixels(28), top = MathF.Round(middle - height - shell.Pixels(3));
            Steppers[2 * i] = new Box(body.X + pad, top, label, height);
            Steppers[2 * i + 1] = new Box(body.X + pad, top + height + shell.Pixels(6), label, height);
            Results[i] = new Box(body.Right - pad - result, Cards[i].Y, result, lane);
            Tiles[i] = new Box(left, MathF.Round(middle - tall / 2), tile, tall).Row(columns, gap);
        }

        float x = body.X, button = shell.Pixels(40);
        for (int i = 0; i < Buttons.Length; i++)
        {
            float width = shell.Pixels(ButtonWidths[i]);
            Buttons[i] = new Box(x, MathF.Round(Panel.Center.Y - button / 2), width, button);
            x += width + shell.Pixels(8);
        }
        Tally = new Box(x + shell.Pixels(8), Panel.Y, knob.X - x - shell.Pixels(12), Panel.Height);
    }

    public ShellLayout Shell { get; }

    public float TileRadius => ShellLayout.TileRadius(Row[0]);

    /// <summary>The em of a tile's letter.</summary>
    public int TileText { get; }

    public Box Hint { get; }

    public Box RowLabel { get; }

    /// <summary>The note right of the shared row.</summary>
    public Box RowNote { get; }

    /// <summary>The shared row's tiles.</summary>
    public Box[] Row { get; }

    /// <summary>A card per lane.</summary>
    public Box[] Cards { get; } = new Box[RaceGame.MostLanes];

    /// <summary>The denoiser and the order of each lane in turn.</summary>
    public Box[] Steppers { get; } = new Box[2 * RaceGame.MostLanes];

    /// <summary>The tiles of each lane.</summary>
    public Box[][] Tiles { get; } = new Box[RaceGame.MostLanes][];

    public Box[] Results { get; } = new Box[RaceGame.MostLanes];

    public Box Panel { get; }

    public Box[] Buttons { get; } = new Box[ButtonWidths.Length];

    public Box Tally { get; }

    /// <summary>Temperature and pace.</summary>
    public Box[] Knobs { get; }

    /// <summary>A lane's tiles together.</summary>
    public Box TilesOf(int lane)
    {
        Box first = Tiles[lane][0];
        return first with { Width = Tiles[lane][^1].Right - first.X };
    }

    /// <summary>The slot of the shared row under a point; −1 if there is none.</summary>
    public int SlotAt(Vector2 point) => Box.IndexAt(Row, point);
}
