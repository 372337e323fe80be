namespace Raylib_cs;

/// <summary>A font: an atlas of glyphs, and where each glyph is in it.</summary>
public unsafe struct Font
{
    public int BaseSize;
    public int GlyphCount;
    public int GlyphPadding;
    public Texture2D Texture;
    public Rectangle* Recs;
    public GlyphInfo* Glyphs;
}

public struct GlyphInfo
{
    public int Value;
    public int OffsetX;
    public int OffsetY;
    public int AdvanceX;
    public Image Image;
}
