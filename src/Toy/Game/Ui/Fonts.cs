using Raylib_cs;

namespace Unmask.Toy.Game.Ui;

/// <summary>The glyphs of a <see cref="Typography"/>, one atlas per size, loaded at the size they are drawn in.</summary>
internal sealed class Fonts : IDisposable
{
    /// <summary>What the game writes beyond its alphabet.</summary>
    private const string Extra = "·…–’‹›×−%µ√β²→Σ";

    private readonly Font[] fonts = new Font[Typography.Styles];
    private readonly int[][] glyphs = new int[Typography.Styles][];

    public Fonts(Typography typography, string letters)
    {
        Typography = typography;
        int[] all = [.. Enumerable.Range(' ', 95), .. Extra, .. letters.Concat(letters.Select(char.ToUpperInvariant)).Where(c => c > '~').Distinct()];
        int[] tile = [.. letters, '.', '?'];
        foreach (TextStyle style in Enum.GetValues<TextStyle>())
        {
            FontFile file = typography.File(style);
            // raylib's size is ascent plus descent; the design's sizes are ems.
            int height = (int)MathF.Round(typography.Size(style) * (file.Ascent + file.Descent));
            int[] codepoints = style == TextStyle.Tile ? tile : all;
            Font font = Raylib.LoadFontEx(file.Path, height, codepoints, codepoints.Length);
            Raylib.SetTextureFilter(font.Texture, style == TextStyle.Tile ? TextureFilter.Bilinear : TextureFilter.Point);
            fonts[(int)style] = font;
            glyphs[(int)style] = Index(font, codepoints.Max());
        }
    }

    public Typography Typography { get; }

    public ref readonly Font this[TextStyle style] => ref fonts[(int)style];

    /// <summary>A character's glyph in its style's atlas; −1 if the font lacks it, so that nothing is drawn rather than a box.</summary>
    public int Glyph(TextStyle style, char c)
    {
        int[] index = glyphs[(int)style];
        return c < index.Length ? index[c] : -1;
    }

    public void Dispose()
    {
        foreach (Font font in fonts)
            Raylib.UnloadFont(font);
    }

    private static unsafe int[] Index(Font font, int last)
    {
        int[] index = new int[last + 1];
        Array.Fill(index, -1);
        for (int i = 0; i < font.GlyphCount; i++)
        {
            if (font.Glyphs[i].Value <= last)
                index[font.Glyphs[i].Value] = i;
        }
        return index;
    }
}
