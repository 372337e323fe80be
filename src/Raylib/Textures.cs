using System.Runtime.InteropServices;

namespace Raylib_cs;

// Images, whose pixels are in main memory, and textures, whose pixels are in the memory of the graphics card.
public static unsafe partial class Raylib
{
    // Images

    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial Image LoadImage(string fileName);

    [LibraryImport(NativeLibName)]
    public static partial Image LoadImageFromTexture(Texture2D texture);

    [LibraryImport(NativeLibName)]
    public static partial Image LoadImageFromScreen();

    [LibraryImport(NativeLibName)]
    public static partial void UnloadImage(Image image);

    [LibraryImport(NativeLibName, StringMarshalling = StringMarshalling.Utf8)]
    public static partial CBool ExportImage(Image image, string fileName);

    [LibraryImport(NativeLibName)]
    public static partial Color* LoadImageColors(Image image);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadImageColors(Color* colors);

    // Textures

    [LibraryImport(NativeLibName)]
    public static partial Texture2D LoadTextureFromImage(Image image);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadTexture(Texture2D texture);

    [LibraryImport(NativeLibName)]
    public static partial RenderTexture2D LoadRenderTexture(int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial void UnloadRenderTexture(RenderTexture2D target);

    [LibraryImport(NativeLibName)]
    public static partial void SetTextureFilter(Texture2D texture, TextureFilter filter);

    [LibraryImport(NativeLibName)]
    public static partial void SetTextureWrap(Texture2D texture, TextureWrap wrap);
}

/// <summary>Pixels in main memory.</summary>
public unsafe struct Image
{
    public void* Data;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;
}

/// <summary>Pixels in the memory of the graphics card.</summary>
public struct Texture2D
{
    public uint Id;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;
}

/// <summary>A texture that can be drawn into. Its rows go from bottom to top.</summary>
public struct RenderTexture2D
{
    public uint Id;
    public Texture2D Texture;
    public Texture2D Depth;
}

public enum PixelFormat
{
    UncompressedGrayscale = 1,
}

public enum TextureFilter
{
    Point = 0,
    Bilinear = 1,
}

public enum TextureWrap
{
    Repeat = 0,
}
