namespace Unmask.Toy.Window.Ui;

/// <summary>The fonts at the sizes of one layout: the measures of text, without a window.</summary>
/// <param name="Faces">The fonts.</param>
/// <param name="Unit">Pixels per layout unit.</param>
/// <param name="TileSize">The em of a tile's letter, in pixels.</param>
internal sealed record Typography(Faces Faces, float Unit, int TileSize)
{
    /// <summary>Width of the placeholder frame for a letter that no font has, in ems.</summary>
    public const float FrameWidth = 0.6f;

    public static int Styles { get; } = Enum.GetValues<TextStyle>().Length;

    public static bool IsStrong(TextStyle style) => style is TextStyle.Tile or TextStyle.Title or TextStyle.BodyStrong or TextStyle.HintStrong;

    /// <summary>The font of the program's own words.</summary>
    public FontFile File(TextStyle style) => FileAt(style, 0);

    /// <summary>A font by its place among those of a style: 0 is the program's own.</summary>
    public FontFile FileAt(TextStyle style, int place) => style == TextStyle.Code && place == 0 ? Faces.Mono : Faces.At(IsStrong(style), place);

    /// <summary>The place of the first font that has a character; −1 if none has.</summary>
    public int PlaceOf(TextStyle style, char c)
    {
        for (int place = 0; place < Faces.Count; place++)
        {
            if (FileAt(style, place).Has(c))
                return place;
        }
        return -1;
    }

    /// <summary>The em in pixels.</summary>
    public int Size(TextStyle style) => Math.Max(1, style switch
    {
        TextStyle.Tile => TileSize,
        TextStyle.Title => Pixels(28),
        TextStyle.Fact => Pixels(18),
        TextStyle.Body or TextStyle.BodyStrong => Pixels(16),
        _ => Pixels(14),
    });

    /// <summary>A character's advance in ems.</summary>
    public float Advance(TextStyle style, char c)
    {
        // Nearly all text is in the first font.
        if (c <= '~')
            return File(style).Advance(c);
        int place = PlaceOf(style, c);
        return place < 0 ? FrameWidth : FileAt(style, place).Advance(c);
    }

    /// <summary>A line's width in pixels. A mark at its beginning is drawn on a circle.</summary>
    public float Measure(TextStyle style, ReadOnlySpan<char> text)
    {
        float width = text.Length > 0 && StandsOnCircle(text[0]) ? Advance(style, Faces.Circle) : 0;
        foreach (char c in text)
            width += Advance(style, c);
        return width * Size(style);
    }

    /// <summary>Whether a character without a letter before it is drawn on a circle.</summary>
    public bool StandsOnCircle(char c) => Faces.IsMark(c) && Faces.PlaceOf(true, Faces.Circle) >= 0;

    /// <summary>How many characters of a text, from its start, fit into a width.</summary>
    public int Fitting(TextStyle style, ReadOnlySpan<char> text, float width)
    {
        float room = width / Size(style);
        int fitting = 0;
        while (fitting < text.Length && (room -= Advance(style, text[fitting])) >= 0)
            fitting++;
        return fitting;
    }

    private int Pixels(float size) => (int)MathF.Round(size * Unit);
}
