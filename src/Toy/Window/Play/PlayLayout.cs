using System.Numerics;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>
/// The places of the Play scene: a pure function of the shell's layout and the row.
/// </summary>
internal sealed class PlayLayout
{
    /// <summary>The most candidates that fan out under a slot.</summary>
    public const int FanSize = 9;

    public const int ShelfColumns = 2;

    private const float Gap = 8, EndWidth = 27, EndColumns = 1.6f, PatternWidth = 560;

    public PlayLayout(ShellLayout shell, int slots, int outputs)
    {
        (Shell, Slots, Outputs) = (shell, slots, outputs);
        Arrange();
    }

    /// <summary>The layout that all scenes share.</summary>
    public ShellLayout Shell { get; }

    /// <summary>Pixels per unit of the design.</summary>
    public float Unit => Shell.Unit;

    public int Slots { get; }

    /// <summary>Symbols that a slot can hold: the X-ray's columns.</summary>
    public int Outputs { get; }

    public Box Hint { get; private set; }

    /// <summary>The field for the pattern, above the tiles.</summary>
    public Box Pattern { get; private set; }

    public Box[] Tiles { get; private set; } = [];

    public float TileRadius => ShellLayout.TileRadius(Tiles[0]);

    /// <summary>The em of a tile's letter.</summary>
    public int TileText => ShellLayout.TileText(Tiles[0]);

    /// <summary>The strip for candidates, under the tiles.</summary>
    public Box Strip { get; private set; }

    public Box Timeline { get; private set; }

    /// <summary>The X-ray's card, with its heads and cells.</summary>
    public Box Xray { get; private set; }

    public Box XrayCells { get; private set; }

    public Box Facts { get; private set; }

    /// <summary>The part of the card for text.</summary>
    public Box FactsInner { get; private set; }

    /// <summary>The card of the panel.</summary>
    public Box PanelCard { get; private set; }

    /// <summary>A place for each of <see cref="PlayControls.Panel"/>.</summary>
    public Box[] Panel { get; } = new Box[PlayControls.Panel.Length];

    /// <summary>A place for each of <see cref="PlayControls.Moves"/>.</summary>
    public Box[] Moves { get; } = new Box[PlayControls.Moves.Length];

    /// <summary>A place for each of <see cref="PlayControls.Errands"/>.</summary>
    public Box[] Errands { get; private set; } = [];

    /// <summary>The button that ends the tour.</summary>
    public Box SkipButton { get; private set; }

    public Box SeedLabel { get; private set; }

    /// <summary>The button that chooses what the threads show, left of the hint.</summary>
    public Box WhyChip { get; private set; }

    public float Pixels(float units) => Shell.Pixels(units);

    /// <summary>The tile under a point, −1 if there is none.</summary>
    public int TileAt(Vector2 point) => Box.IndexAt(Tiles, point);

    /// <summary>The last column's width, in columns: its head is a word, which needs its room even if the other columns are narrow.</summary>
    private float EndColumn => Math.Max(EndColumns, Pixels(EndWidth) * (Outputs - 1) / (XrayCells.Width - Pixels(EndWidth)));

    /// <summary>The X-ray cell of a slot and a symbol.</summary>
    public Box Cell(int slot, int symbol)
    {
        // The last column, the end of the name, is wider.
        float column = XrayCells.Width / (Outputs - 1 + EndColumn);
        float left = MathF.Round(XrayCells.X + column * symbol), right = symbol == Outputs - 1 ? XrayCells.Right : MathF.Round(XrayCells.X + column * (symbol + 1));
        float top = MathF.Round(XrayCells.Y + XrayCells.Height * slot / Slots), bottom = MathF.Round(XrayCells.Y + XrayCells.Height * (slot + 1) / Slots);
        return new Box(left, top, right - left, bottom - top);
    }

    public bool TryCellAt(Vector2 point, out int slot, out int symbol)
    {
        (slot, symbol) = (0, 0);
        if (!XrayCells.Contains(point))
            return false;
        slot = Math.Min((int)((point.Y - XrayCells.Y) * Slots / XrayCells.Height), Slots - 1);
        symbol = Math.Min((int)((point.X - XrayCells.X) * (Outputs - 1 + EndColumn) / XrayCells.Width), Outputs - 1);
        return true;
    }

    /// <summary>The symbol whose head over the X-ray's columns is under a point; −1 if there is none.</summary>
    public int HeadAt(Vector2 point) =>
        point.Y >= Xray.Y && point.Y < XrayCells.Y && TryCellAt(new Vector2(point.X, XrayCells.Y), out _, out int symbol) ? symbol : -1;

    /// <summary>The chip of the <paramref name="index"/>-th of <paramref name="count"/> candidates of a slot: centred under its tile, within the strip.</summary>
    public Box Chip(int slot, int index, int count)
    {
        float width = Pixels(72), gap = Pixels(Gap), row = count * width + (count - 1) * gap;
        float left = Math.Clamp(Tiles[slot].Center.X - row / 2, Strip.X, Math.Max(Strip.X, Strip.Right - row));
        return new Box(MathF.Round(left) + index * (width + gap), Strip.Y, width, Strip.Height);
    }

    private void Arrange()
    {
        float breath = Shell.Breath;
        float left = Shell.Body.X, column = Shell.Body.Width;
        PanelCard = Shell.Body.BottomPart(Pixels(72));

        float y = Shell.Body.Y - Pixels(8) + Pixels(20 * breath + Shell.Spare * 0.06f);
        // The seed or the tour's button stands right of the hint, what the threads show on its left.
        float side = Pixels(120);
        Hint = new Box(left + side, y, column - 2 * side, Pixels(24));
        SeedLabel = new Box(left + column - side, y, side, Hint.Height);
        WhyChip = new Box(left, y, Pixels(108), Hint.Height);
        SkipButton = SeedLabel.RightPart(Pixels(72));
        float field = Math.Min(Pixels(PatternWidth), column);
        Pattern = new Box(MathF.Round(left + (column - field) / 2), Hint.Bottom + Pixels(4 + 4 * breath), field, Pixels(24 + 4 * breath));
        Tiles = Shell.TileRow(Slots, Pattern.Bottom + Pixels(6 + 6 * breath));
        Strip = new Box(Tiles[0].X, Tiles[0].Bottom + Pixels(12 + 4 * breath), Tiles[^1].Right - Tiles[0].X, Pixels(44 + 4 * breath));
        ArrangeTimeline(new Box(left, Strip.Bottom + Pixels(4 + 12 * breath), column, Pixels(36 + 4 * breath)));
        y = Timeline.Bottom + Pixels(6 + 2 * breath);

        float facts = Math.Max(Pixels(288), MathF.Round(column * 0.34f));
        float height = PanelCard.Y - Pixels(8 + 8 * breath) - y;
        Xray = new Box(left, y, column - facts - Pixels(16), height);
        Facts = new Box(left + column - facts, y, facts, height);
        ArrangeFacts();
        XrayCells = new Box(Xray.X + Pixels(36), Xray.Y + Pixels(28), Xray.Width - Pixels(48), Xray.Height - Pixels(36));
        ArrangePanel();
    }

    /// <summary>The number of names for which the shelf's card has room.</summary>
    public int ShelfCells => ShelfColumns * Math.Max(1, (int)(FactsInner.Height / Pixels(28)));

    /// <summary>The place of a name in the shelf's card.</summary>
    public Box ShelfCell(int cell)
    {
        float width = MathF.Floor(FactsInner.Width / ShelfColumns), height = Pixels(28);
        return new Box(FactsInner.X + cell % ShelfColumns * width, FactsInner.Y + cell / ShelfColumns * height, width, height);
    }

    private void ArrangeFacts()
    {
        Box inner = Facts.Inset(Pixels(12), Pixels(12));
        float gap = Pixels(4), height = Pixels(24);
        Box foot = inner.BottomPart(2 * height + gap);
        FactsInner = new Box(inner.X, inner.Y, inner.Width, foot.Y - Pixels(6) - inner.Y);
        Errands = [.. Line(PlayControls.NameErrands.Length, foot.Y), .. Line(PlayControls.FileErrands.Length, foot.Y + height + gap)];

        Box[] Line(int count, float y) => new Box(foot.X, y, MathF.Floor((foot.Width - (count - 1) * gap) / count), height).Row(count, gap);
    }

    private void ArrangeTimeline(Box line)
    {
        float gap = Pixels(Gap), button = Pixels(80);
        for (int i = 0; i < Moves.Length; i++)
            Moves[i] = line.RightPart(button).Offset((i - Moves.Length + 1) * (gap + button), 0);
        Timeline = line.Left(Moves[0].X - Pixels(16) - line.X);
    }

    private void ArrangePanel()
    {
        Box inner = PanelCard.Inset(Pixels(16), Pixels(8));
        float space = Pixels(12 + Math.Clamp((inner.Width / Unit - 864) / 10, 0, 11)), rest = inner.Width - (Panel.Length - 1) * space;
        int steppers = PlayControls.Panel.Count(control => control.Look == Look.Stepper);
        float stepper = MathF.Round(rest * 0.1755f), slider = MathF.Floor((rest - steppers * stepper) / (Panel.Length - steppers)), x = inner.X;
        for (int i = 0; i < Panel.Length; i++)
        {
            Panel[i] = new Box(x, inner.Y, PlayControls.Panel[i].Look == Look.Stepper ? stepper : slider, inner.Height);
            x = Panel[i].Right + space;
        }
    }
}
