using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// Fonts and text. The overloads with strings encode on the stack: drawing text allocates nothing.
public static unsafe partial class Raylib
{
    // Fonts

    [LibraryImport(NativeLibName)]
    public static partial Font GetFontDefault();

    [LibraryImport(NativeLibName)]
    public static partial Font LoadFont(sbyte* fileName);

    [LibraryImport(NativeLibName)]
    public static partial Font LoadFontEx(sbyte* fileName, int fontSize, int* codepoints, int codepointCount);

    [LibraryImport(NativeLibName)]
    public static partial Font LoadFontFromMemory(sbyte* fileType, byte* fileData, int dataSize, int fontSize, int* codepoints, int codepointCount);

    [LibraryImport(NativeLibName)]
    public static partial CBool IsFontValid(Font font);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadFont(Font font);

    [LibraryImport(NativeLibName)]
    public static partial int GetGlyphIndex(Font font, int codepoint);

    [LibraryImport(NativeLibName)]
    public static partial GlyphInfo GetGlyphInfo(Font font, int codepoint);

    [LibraryImport(NativeLibName)]
    public static partial Rectangle GetGlyphAtlasRec(Font font, int codepoint);

    // Drawing and measuring

    [LibraryImport(NativeLibName)]
    public static partial void DrawText(sbyte* text, int posX, int posY, int fontSize, Color color);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextEx(Font font, sbyte* text, Vector2 position, float fontSize, float spacing, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextPro(Font font, sbyte* text, Vector2 position, Vector2 origin, float rotation, float fontSize, float spacing, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextCodepoint(Font font, int codepoint, Vector2 position, float fontSize, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void DrawTextCodepoints(Font font, int* codepoints, int codepointCount, Vector2 position, float fontSize, float spacing, Color tint);

    [LibraryImport(NativeLibName)]
    public static partial void SetTextLineSpacing(int spacing);

    [LibraryImport(NativeLibName)]
    public static partial int MeasureText(sbyte* text, int fontSize);

    [LibraryImport(NativeLibName)]
    public static partial Vector2 MeasureTextEx(Font font, sbyte* text, float fontSize, float spacing);

    // The same with strings

    public static Font LoadFont(string fileName)
    {
        using Utf8Text fileNameUtf8 = new(fileName, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileNameBytes = fileNameUtf8)
            return LoadFont((sbyte*)fileNameBytes);
    }

    public static Font LoadFontEx(string fileName, int fontSize, int[]? codepoints, int codepointCount)
    {
        using Utf8Text fileNameUtf8 = new(fileName, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileNameBytes = fileNameUtf8)
        fixed (int* codepointsItems = codepoints)
            return LoadFontEx((sbyte*)fileNameBytes, fontSize, codepointsItems, codepointCount);
    }

    public static Font LoadFontFromMemory(string fileType, byte[] fileData, int fontSize, int[]? codepoints, int codepointCount)
    {
        using Utf8Text fileTypeUtf8 = new(fileType, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* fileTypeBytes = fileTypeUtf8)
        fixed (byte* fileDataBytes = fileData)
        fixed (int* codepointsItems = codepoints)
            return LoadFontFromMemory((sbyte*)fileTypeBytes, fileDataBytes, fileData.Length, fontSize, codepointsItems, codepointCount);
    }

    public static void DrawText(string text, int posX, int posY, int fontSize, Color color)
    {
        using Utf8Text textUtf8 = new(text, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* textBytes = textUtf8)
            DrawText((sbyte*)textBytes, posX, posY, fontSize, color);
    }

    public static void DrawTextEx(Font font, string text, Vector2 position, float fontSize, float spacing, Color tint)
    {
        using Utf8Text textUtf8 = new(text, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* textBytes = textUtf8)
            DrawTextEx(font, (sbyte*)textBytes, position, fontSize, spacing, tint);
    }

    public static void DrawTextPro(Font font, string text, Vector2 position, Vector2 origin, float rotation, float fontSize, float spacing, Color tint)
    {
        using Utf8Text textUtf8 = new(text, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* textBytes = textUtf8)
            DrawTextPro(font, (sbyte*)textBytes, position, origin, rotation, fontSize, spacing, tint);
    }

    public static int MeasureText(string text, int fontSize)
    {
        using Utf8Text textUtf8 = new(text, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* textBytes = textUtf8)
            return MeasureText((sbyte*)textBytes, fontSize);
    }

    public static Vector2 MeasureTextEx(Font font, string text, float fontSize, float spacing)
    {
        using Utf8Text textUtf8 = new(text, stackalloc byte[Utf8Text.OnStack]);
        fixed (byte* textBytes = textUtf8)
            return MeasureTextEx(font, (sbyte*)textBytes, fontSize, spacing);
    }
}
