using Raylib_cs;

namespace Unmask.Toy.Window.Pictures;

/// <summary>From raylib's images to three bytes per pixel, rows from the top.</summary>
internal static class Pixels
{
    /// <summary>The pixels of a texture that was drawn into; raylib stores its rows from the bottom.</summary>
    public static byte[] Of(RenderTexture2D target)
    {
        Image image = Raylib.LoadImageFromTexture(target.Texture);
        byte[] pixels = Copy(image);
        Raylib.UnloadImage(image);
        return pixels;
    }

    /// <summary>The image has four bytes per pixel; alpha is ignored.</summary>
    private static unsafe byte[] Copy(Image image)
    {
        var pixels = new byte[image.Width * image.Height * 3];
        for (int y = 0, to = 0; y < image.Height; y++)
        {
            byte* from = (byte*)image.Data + (image.Height - 1 - y) * image.Width * 4;
            for (int x = 0; x < image.Width; x++, from += 4)
            {
                pixels[to++] = from[0];
                pixels[to++] = from[1];
                pixels[to++] = from[2];
            }
        }
        return pixels;
    }
}
