namespace Unmask.Model.Files;

/// <summary>
/// Writes a file completely or not at all: into a temporary file in the same folder, flushed to the disk, then renamed over the old one.
/// Whoever opens the path finds the old file or the new one, even after a crash. A symbolic link stays one; what it points to is replaced, unless
/// that is a device, which a renamed file would take away. The new file has the old one's permissions.
/// </summary>
public static class AtomicFile
{
    /// <summary>A temporary file of this age that nobody holds open belonged to a process that was killed.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file completely, or leaves the old one as it was.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="write">Writes the content. What it throws leaves the old file alone.</param>
    /// <exception cref="IOException">The folder or the disk refuses, or the file is write-protected.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the user's to write in.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string target = TargetOf(path), temporary = TemporaryFor(target);
        RefuseProtected(target);
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                // Before the content: what others must not read, they must not read for a moment either.
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        RemoveAbandoned(target);
    }

    /// <summary>
    /// Finds out whether <see cref="Write"/> can create a file at <paramref name="path"/>, before the work whose result goes there.
    /// </summary>
    /// <exception cref="IOException">It cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not.</exception>
    public static void Probe(string path)
    {
        if (Directory.Exists(path))
            throw new IOException("it is a folder");
        string target = TargetOf(path), temporary = TemporaryFor(target);
        RefuseProtected(target);
        using FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>Why a file could not be written, for a message that names the file itself: the system's words would speak of the temporary one.</summary>
    public static string ReasonOf(Exception problem) => problem switch
    {
        DirectoryNotFoundException => "its folder does not exist",
        UnauthorizedAccessException => "permission denied",
        PathTooLongException => "its name is too long",
        _ => WithoutPath(problem.Message),
    };

    /// <summary>The file that a path leads to, through links in its last part; it need not exist.</summary>
    /// <exception cref="IOException">The path is empty, a circle of links, a device or a pipe.</exception>
    internal static string TargetOf(string path)
    {
        if (path.Length == 0)
            throw new IOException("its path is empty");
        string full = Path.GetFullPath(path);
        string target = new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        bool isDevice = !OperatingSystem.IsWindows() && target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/dev/shm/", StringComparison.Ordinal);
        if (isDevice)
            throw new IOException("it is a device");
        return IsPipe(target) ? throw new IOException("it is a pipe") : target;
    }

    /// <summary>
    /// Whether a named pipe lies there, which a rename would take away. Like an empty file it has no length, but it cannot seek. Opened for
    /// reading and writing at once, because either alone waits for another process.
    /// </summary>
    private static bool IsPipe(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path) || new FileInfo(path).Length > 0)
            return false;
        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return !stream.CanSeek;
    }

    /// <summary>A file that its owner has protected stays: renaming would ask for its folder's permission alone.</summary>
    private static void RefuseProtected(string target)
    {
        const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (File.Exists(target) && (OperatingSystem.IsWindows() ? new FileInfo(target).IsReadOnly : (File.GetUnixFileMode(target) & Writable) == 0))
            throw new IOException("it is write-protected");
    }

    private static string WithoutPath(string message)
    {
        int path = message.IndexOf(" : '", StringComparison.Ordinal);
        return (path < 0 ? message : message[..path]).TrimEnd('.');
    }

    private static string TemporaryFor(string target)
    {
        string folder = Path.GetDirectoryName(target) ?? throw new IOException($"'{target}' is no file.");
        return Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
    }

    /// <summary>Removes what killed processes left of their attempts to write the same file.</summary>
    private static void RemoveAbandoned(string target)
    {
        string prefix = $".{Path.GetFileName(target)}.";
        try
        {
            foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, $"{prefix}*.tmp"))
            {
                bool ours = Guid.TryParseExact(Path.GetFileName(path)[prefix.Length..^".tmp".Length], "N", out _);
                if (!ours || DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < Abandoned)
                    continue;
                // Its writer would hold it open, and this would fail.
                using FileStream abandoned = new(path, FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The file itself is written; a leftover that cannot be removed now may go next time.
        }
    }
}
