using Unmask.Model.Weights;

namespace Unmask.Toy.Game.Film;

/// <summary>Writes pictures for others to look at. Needs no window; meant for a worker.</summary>
internal static class PictureFile
{
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
    public static void WriteGif(string path, Film film) => AtomicFile.Write(path, stream => GifEncoder.Write(stream, film));

    /// <summary>One picture as PNG.</summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's to write in.</exception>
    public static void WritePng(string path, byte[] pixels, int width, int height) =>
        AtomicFile.Write(path, stream => PngEncoder.Write(stream, pixels, width, height));
}
