using Raylib_cs;
using Unmask.Toy.Play;

namespace Unmask.Toy.Window.Ui;

/// <summary>The texture of the fog: smooth noise that repeats without a seam.</summary>
internal static class FogNoise
{
    private const int Size = 128;

    public static unsafe Texture2D Load()
    {
        byte[] pixels = Pixels();
        fixed (byte* data = pixels)
        {
            var image = new Image { Data = data, Width = Size, Height = Size, Mipmaps = 1, Format = PixelFormat.UncompressedGrayscale };
            Texture2D texture = Raylib.LoadTextureFromImage(image);
            Raylib.SetTextureFilter(texture, TextureFilter.Bilinear);
            Raylib.SetTextureWrap(texture, TextureWrap.Repeat);
            return texture;
        }
    }

    /// <summary>Two octaves of value noise on lattices that divide the texture, so that its edges meet.</summary>
    private static byte[] Pixels()
    {
        byte[] pixels = new byte[Size * Size];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                float value = 0.7f * Octave(x, y, 8) + 0.3f * Octave(x, y, 16);
                pixels[y * Size + x] = (byte)(255 * value);
            }
        }
        return pixels;
    }

    private static float Octave(int x, int y, int cells)
    {
        float step = (float)Size / cells, u = x / step, v = y / step;
        int left = (int)u, top = (int)v;
        float across = Smooth(u - left), down = Smooth(v - top);
        float above = Ease.Mix(Value(left, top, cells), Value(left + 1, top, cells), across);
        float below = Ease.Mix(Value(left, top + 1, cells), Value(left + 1, top + 1, cells), across);
        return Ease.Mix(above, below, down);
    }

    private static float Smooth(float x) => x * x * (3 - 2 * x);

    private static float Value(int x, int y, int cells)
    {
        uint hash = (uint)(x % cells * 374761393 + y % cells * 668265263 + cells * 69069);
        hash = (hash ^ hash >> 13) * 1274126177;
        return (hash ^ hash >> 16 & 0xFFFF) % 1024 / 1023f;
    }
}
