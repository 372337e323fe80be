namespace Unmask.Toy.Window.Pictures;

/// <summary>Makes picture files to share. Needs no window; meant for a worker.</summary>
internal static class PictureFile
{
    /// <summary>The first part of a file's name for a picture of <paramref name="name"/>.</summary>
    public static string StemFor(string name)
    {
        string safe = string.Concat(name.Where(char.IsLetterOrDigit));
        return safe.Length > 0 ? $"unmask-{safe}" : "unmask";
    }

    /// <summary>An animated GIF that loops for ever.</summary>
    public static byte[] Gif(Film film) => Made(stream => GifEncoder.Write(stream, film));

    /// <summary>One picture as PNG.</summary>
    public static byte[] Png(byte[] pixels, int width, int height) => Made(stream => PngEncoder.Write(stream, pixels, width, height));

    private static byte[] Made(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
