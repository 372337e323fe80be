using ImageMagick;
using Unmask.Model.Weights;

namespace Unmask.Toy.Game.Film;

/// <summary>Writes pictures for others to look at. Needs no window; meant for a worker.</summary>
internal static class PictureFile
{
    /// <summary>Enough for the tints of a row of tiles; more would only make the file larger.</summary>
    private const int Colors = 96;

    /// <summary>A path in a folder that no file has yet, named after what is shown.</summary>
    public static string FreePath(string folder, string name, string extension)
    {
        string safe = string.Concat(name.Where(char.IsLetterOrDigit)), stem = safe.Length > 0 ? $"unmask-{safe}" : "unmask";
        string path = Path.Combine(folder, stem + extension);
        for (int number = 2; File.Exists(path); number++)
            path = Path.Combine(folder, $"{stem}-{number}{extension}");
        return path;
    }

    /// <summary>An animated GIF that loops for ever.</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's to write in.</exception>
    public static void WriteGif(string path, Film film)
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
        byte[] gif = images.ToByteArray(MagickFormat.Gif);
        AtomicFile.Write(path, stream => stream.Write(gif));
    }

    /// <summary>One picture as PNG.</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's to write in.</exception>
    public static void WritePng(string path, byte[] pixels, int width, int height)
    {
        using MagickImage image = Read(pixels, width, height);
        byte[] png = image.ToByteArray(MagickFormat.Png24);
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    private static MagickImage Read(byte[] pixels, int width, int height)
    {
        var image = new MagickImage();
        image.ReadPixels(pixels, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB));
        return image;
    }
}
