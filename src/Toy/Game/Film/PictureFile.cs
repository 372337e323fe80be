using ImageMagick;

namespace Unmask.Toy.Game.Film;

/// <summary>Makes picture files for others to look at. Needs no window; meant for a worker.</summary>
internal static class PictureFile
{
    /// <summary>Enough for the tints of a row of tiles; more would only make the file larger.</summary>
    private const int Colors = 96;

    /// <summary>How the name of a file begins that shows <paramref name="name"/>.</summary>
    public static string StemFor(string name)
    {
        string safe = string.Concat(name.Where(char.IsLetterOrDigit));
        return safe.Length > 0 ? $"unmask-{safe}" : "unmask";
    }

    /// <summary>An animated GIF that loops for ever.</summary>
    public static byte[] Gif(Film film)
    {
        using var images = new MagickImageCollection();
        foreach (FilmFrame frame in film.Frames)
        {
            MagickImage image = Read(frame.Pixels, film.Width, film.Height);
            image.AnimationDelay = (uint)(frame.Milliseconds / 10);
            image.GifDisposeMethod = GifDisposeMethod.None;
            images.Add(image);
        }
        images[0].AnimationIterations = 0;
        // One palette for all, and no dithering: what does not change between frames then costs next to nothing.
        images.Quantize(new QuantizeSettings { Colors = Colors, DitherMethod = DitherMethod.No });
        images.OptimizeTransparency();
        // Made in memory: the library takes a stream that refuses for one that has ended.
        return images.ToByteArray(MagickFormat.Gif);
    }

    /// <summary>One picture as PNG.</summary>
    public static byte[] Png(byte[] pixels, int width, int height)
    {
        using MagickImage image = Read(pixels, width, height);
        return image.ToByteArray(MagickFormat.Png24);
    }

    private static MagickImage Read(byte[] pixels, int width, int height)
    {
        var image = new MagickImage();
        image.ReadPixels(pixels, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB));
        return image;
    }
}
