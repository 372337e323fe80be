using System.Runtime.InteropServices;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    public static Font LoadFontFromMemory(string fileType, byte[] fileData, int fontSize, int[]? codepoints, int codepointCount) =>
        LoadFontFromMemory(fileType, fileData, fileData.Length, fontSize, codepoints, codepointCount);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadFont(Font font);

    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    private static partial Font LoadFontFromMemory(string fileType, byte[] fileData, int dataSize, int fontSize, int[]? codepoints, int codepointCount);
}

/// <summary>A font: an atlas of glyphs, and each glyph's place in it.</summary>
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

public struct Rectangle
{
    public float X;
    public float Y;
    public float Width;
    public float Height;
}
