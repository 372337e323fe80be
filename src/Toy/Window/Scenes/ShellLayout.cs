using System.Numerics;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Scenes;

/// <summary>
/// The layout that all scenes share: the design's unit, the column of content, and the bar at the top. A pure function of the window's size and scale.
/// Sizes are in units of the design (an 8-unit grid drawn for 1280 × 720). A larger window gets larger units, so that nothing floats in
/// empty space on a 4K screen. A window too small for the smallest design gets smaller units, down to the smallest readable ones. A still
/// smaller window shows the upper left part of that. So every layout has at least the room of the smallest design.
/// </summary>
internal sealed class ShellLayout
{
    /// <summary>The number of scenes, and so of tabs.</summary>
    public const int SceneCount = (int)SceneKind.Engine + 1;

    private const float DesignWidth = 1280, DesignHeight = 720, ColumnWidth = 1120, Margin = 32, LeastWidth = 960, LeastHeight = 600, LeastUnit = 0.5f;

    /// <summary>More pixels than any screen has; beyond it floats are not exact to the pixel.</summary>
    private const int Most = 1 << 16;

    private const float MostScale = 8;

    private ShellLayout(int width, int height, float scale, bool shrinks)
    {
        Window = (width, height);
        Scale = scale;
        (width, height, scale) = (Math.Clamp(width, 1, Most), Math.Clamp(height, 1, Most), Math.Clamp(scale, LeastUnit, MostScale));
        // Steps of an eighth, so that dragging the window's edge does not reload fonts at every pixel.
        float zoom = Math.Min(width / (DesignWidth * scale), height / (DesignHeight * scale));
        float room = Math.Min(width / LeastWidth, height / LeastHeight);
        Unit = room >= scale || !shrinks ? scale * Math.Max(1, MathF.Floor(zoom * 8) / 8) : Math.Max(LeastUnit, MathF.Floor(room * 8) / 8);
        if (shrinks)
            (width, height) = (Math.Max(width, (int)(LeastWidth * Unit)), Math.Max(height, (int)(LeastHeight * Unit)));
        (Width, Height) = (width, height);
        // Height beyond the smallest design is shared out.
        Spare = Math.Max(0, height / Unit - 600);
        Breath = Math.Min(Spare, 120) / 120;

        float column = Math.Min(Pixels(ColumnWidth), width - 2 * Pixels(Margin)), left = MathF.Round((width - column) / 2);
        float top = Pixels(12), bar = Pixels(32), bottom = height - Pixels(12 + 8 * Breath);
        Brand = new Box(left, top, Pixels(80), bar);
        Tabs = new Box(Brand.Right + Pixels(8), top, Pixels(80), bar).Row(SceneCount, Pixels(4));
        HelpButton = new Box(left + column - Pixels(32), top, Pixels(32), bar);
        SoundButton = new Box(HelpButton.X - Pixels(8 + 80), top, Pixels(80), bar);
        MotionButton = new Box(SoundButton.X - Pixels(8 + 72), top, Pixels(72), bar);
        ThemeButton = new Box(MotionButton.X - Pixels(8 + 64), top, Pixels(64), bar);
        Body = new Box(left, top + bar + Pixels(12), column, bottom - top - bar - Pixels(12));
    }

    /// <summary>The window's own size in pixels, however small.</summary>
    public (int Width, int Height) Window { get; }

    /// <summary>The size that is laid out: the window's, or more if it is too small.</summary>
    public int Width { get; }

    public int Height { get; }

    public float Scale { get; }

    /// <summary>Pixels per unit of the design.</summary>
    public float Unit { get; }

    /// <summary>Height beyond the smallest design's 600, in units.</summary>
    public float Spare { get; }

    /// <summary>How generous gaps can be: 0 in the smallest window, 1 at the design's own height and above.</summary>
    public float Breath { get; }

    public Box Brand { get; }

    /// <summary>One tab for each scene.</summary>
    public Box[] Tabs { get; }

    public Box ThemeButton { get; }

    /// <summary>The button for less or more motion.</summary>
    public Box MotionButton { get; }

    public Box SoundButton { get; }

    public Box HelpButton { get; }

    /// <summary>The scene's own column, under the bar.</summary>
    public Box Body { get; }

    public static ShellLayout For(int width, int height, float scale) => new(width, height, scale, shrinks: true);

    /// <summary>For a picture without a window: it has the design's units, however small it is.</summary>
    public static ShellLayout Designed(int width, int height) => new(width, height, 1, shrinks: false);

    /// <summary>The place of a notice of a given width, in a scene's line for hints.</summary>
    public Box Notice(in Box hint, float width)
    {
        float height = Pixels(32), within = Math.Min(width, Body.Width);
        return new Box(MathF.Round(Math.Clamp(hint.Center.X - within / 2, Body.X, Body.Right - within)), MathF.Round(hint.Center.Y - height / 2), within, height);
    }

    public float Pixels(float units) => MathF.Round(units * Unit);

    /// <summary>The places of large tiles, in the middle of the window.</summary>
    /// <param name="slots">The number of tiles.</param>
    /// <param name="top">Their upper edge.</param>
    public Box[] TileRow(int slots, float top)
    {
        float gap = Pixels(8), tile = MathF.Floor(Math.Min(Pixels(80), (Body.Width - (slots - 1) * gap) / slots)), row = slots * tile + (slots - 1) * gap;
        return new Box(MathF.Round((Width - row) / 2), top, tile, MathF.Round(tile * 1.2f)).Row(slots, gap);
    }

    /// <summary>The radius of a tile's corners.</summary>
    public static float TileRadius(in Box tile) => MathF.Round(tile.Width / 5);

    /// <summary>The em of a tile's letter.</summary>
    public static int TileText(in Box tile) => (int)MathF.Round(tile.Width * 0.7f);

    /// <summary>The tab under a point, −1 if there is none.</summary>
    public int TabAt(Vector2 point) => Box.IndexAt(Tabs, point);
}
