namespace Unmask.Toy.Game.Ui;

/// <summary>The two fonts at the sizes of one layout: everything about text that needs no window.</summary>
/// <param name="Regular">For running text.</param>
/// <param name="Strong">For letters, titles and what must stand out.</param>
/// <param name="Unit">Pixels per layout unit.</param>
/// <param name="TileSize">The em of a tile's letter, in pixels.</param>
internal sealed record Typography(FontFile Regular, FontFile Strong, float Unit, int TileSize)
{
    public static int Styles { get; } = Enum.GetValues<TextStyle>().Length;

    public FontFile File(TextStyle style) =>
        style is TextStyle.Tile or TextStyle.Title or TextStyle.BodyStrong or TextStyle.HintStrong ? Strong : Regular;

    /// <summary>The em in pixels.</summary>
    public int Size(TextStyle style) => style switch
    {
        TextStyle.Tile => TileSize,
        TextStyle.Title => Pixels(28),
        TextStyle.Fact => Pixels(18),
        TextStyle.Body or TextStyle.BodyStrong => Pixels(16),
        _ => Pixels(14),
    };

    public float Measure(TextStyle style, ReadOnlySpan<char> text) => File(style).Measure(text) * Size(style);

    /// <summary>How many characters of a text, from its start, fit into a width.</summary>
    public int Fitting(TextStyle style, ReadOnlySpan<char> text, float width)
    {
        FontFile file = File(style);
        float room = width / Size(style);
        int fitting = 0;
        while (fitting < text.Length && (room -= file.Advance(text[fitting])) >= 0)
            fitting++;
        return fitting;
    }

    private int Pixels(float size) => (int)MathF.Round(size * Unit);
}
