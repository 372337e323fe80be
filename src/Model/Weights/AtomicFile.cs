namespace Unmask.Model.Weights;

/// <summary>
/// Writes a file completely or not at all: into a temporary file in the same folder, flushed to the disk, then renamed over the old one.
/// Whoever opens the path finds the old file or the new one, even after a crash.
/// </summary>
public static class AtomicFile
{
    /// <param name="path">The file to create or replace.</param>
    /// <param name="write">Writes the content. What it throws leaves the old file alone.</param>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's to write in.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryFor(path);
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// Finds out whether <see cref="Write"/> can create a file at <paramref name="path"/>, before the work whose result goes there.
    /// </summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public static void Probe(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder.");
        string temporary = TemporaryFor(path);
        using FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    private static string TemporaryFor(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new IOException($"'{path}' is no file.");
        return Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
    }
}
