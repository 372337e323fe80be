using System.Numerics;

namespace Raylib_cs;

/// <summary>Pixels in main memory.</summary>
public unsafe struct Image
{
    public void* Data;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;

    public readonly Vector2 Dimensions => new(Width, Height);
}

/// <summary>Pixels in the memory of the graphics card.</summary>
public struct Texture2D
{
    public uint Id;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;

    public readonly Vector2 Dimensions => new(Width, Height);
}

/// <summary>A texture that can be drawn into. Its rows go from bottom to top.</summary>
public struct RenderTexture2D
{
    public uint Id;
    public Texture2D Texture;
    public Texture2D Depth;
}

/// <summary>A texture whose borders keep their width when it is stretched.</summary>
public struct NPatchInfo
{
    public Rectangle Source;
    public int Left;
    public int Top;
    public int Right;
    public int Bottom;
    public NPatchLayout Layout;
}

public enum NPatchLayout
{
    NinePatch = 0,
    ThreePatchVertical,
    ThreePatchHorizontal,
}

public enum PixelFormat
{
    UncompressedGrayscale = 1,
    UncompressedGrayAlpha,
    UncompressedR5G6B5,
    UncompressedR8G8B8,
    UncompressedR5G5B5A1,
    UncompressedR4G4B4A4,
    UncompressedR8G8B8A8,
    UncompressedR32,
    UncompressedR32G32B32,
    UncompressedR32G32B32A32,
    UncompressedR16,
    UncompressedR16G16B16,
    UncompressedR16G16B16A16,
}

public enum TextureFilter
{
    Point = 0,
    Bilinear,
    Trilinear,
    Anisotropic4X,
    Anisotropic8X,
    Anisotropic16X,
}

public enum TextureWrap
{
    Repeat = 0,
    Clamp,
    MirrorRepeat,
    MirrorClamp,
}

public enum BlendMode
{
    Alpha = 0,
    Additive,
    Multiplied,
    AddColors,
    SubtractColors,
    AlphaPremultiply,
    Custom,
    CustomSeparate,
}
