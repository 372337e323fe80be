using Raylib_cs;

namespace Unmask.Toy.Window.Ui;

/// <summary>
/// The glyphs of a <see cref="Typography"/>, one atlas per size and font, loaded at the size they are drawn in. A font is asked only for characters
/// that it has: for others raylib would draw its first glyph.
/// </summary>
internal sealed class Fonts : IDisposable
{
    /// <summary>Characters beyond the alphabet; file names may hold any letter of western Europe.</summary>
    private static readonly string Extra = "·…–’‹›×−%µ√β²→Σ" + string.Concat(Enumerable.Range('À', 64).Select(c => (char)c));

    private readonly Font?[] _fonts = new Font?[Typography.Styles * Faces.Most];
    private readonly int[][] _glyphs = new int[Typography.Styles][];

    public Fonts(Typography typography, string letters)
    {
        Typography = typography;
        string circle = letters.Any(Faces.IsMark) ? Faces.Circle.ToString() : "";
        char[] all = [.. Enumerable.Range(' ', 95).Select(c => (char)c).Concat(Extra).Concat(letters).Concat(letters.Select(char.ToUpperInvariant)).Concat(circle).Distinct()];
        char[] code = [.. Enumerable.Range(' ', 95).Select(c => (char)c).Concat(Extra).Concat(letters).Distinct()];
        char[] tile = [.. (letters + ".?" + circle).Distinct()];
        foreach (TextStyle style in Enum.GetValues<TextStyle>())
            Load(style, style == TextStyle.Tile ? tile : style == TextStyle.Code ? code : all);
    }

    public Typography Typography { get; }

    /// <summary>A font by the number that <see cref="TryGlyph"/> returned.</summary>
    public Font At(TextStyle style, int place) => _fonts[Index(style, place)]!.Value;

    /// <summary>The index of a style's font among all.</summary>
    public static int Index(TextStyle style, int place) => (int)style * Faces.Most + place;

    /// <summary>A character's font and its glyph in that font's atlas.</summary>
    /// <returns>False if no font here has it, or it was not loaded.</returns>
    public bool TryGlyph(TextStyle style, char c, out int place, out int glyph)
    {
        int[] known = _glyphs[(int)style];
        int found = c < known.Length ? known[c] : -1;
        (place, glyph) = (found >> 16, found & 0xFFFF);
        return found >= 0;
    }

    public void Dispose()
    {
        foreach (Font? font in _fonts)
        {
            if (font is { } loaded)
                Raylib.UnloadFont(loaded);
        }
    }

    private void Load(TextStyle style, char[] characters)
    {
        int[] index = _glyphs[(int)style] = new int[characters.Max() + 1];
        Array.Fill(index, -1);
        foreach (IGrouping<int, char> some in characters.GroupBy(c => Typography.PlaceOf(style, c)).Where(group => group.Key >= 0))
        {
            FontFile file = Typography.FileAt(style, some.Key);
            // raylib's size is ascent plus descent; the design's sizes are ems.
            int height = Math.Max(1, (int)MathF.Round(Typography.Size(style) * (file.Ascent + file.Descent)));
            int[] codepoints = [.. some.Select(c => (int)c)];
            Font font = Raylib.LoadFontFromMemory(".ttf", file.Bytes, height, codepoints, codepoints.Length);
            Raylib.SetTextureFilter(font.Texture, style == TextStyle.Tile ? TextureFilter.Bilinear : TextureFilter.Point);
            _fonts[Index(style, some.Key)] = font;
            Note(font, some.Key, index);
        }
    }

    private static unsafe void Note(Font font, int place, int[] index)
    {
        for (int i = 0; i < font.GlyphCount; i++)
        {
            int c = font.Glyphs[i].Value;
            if (c < index.Length)
                index[c] = place << 16 | i;
        }
    }
}
