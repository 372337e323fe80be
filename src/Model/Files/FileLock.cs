namespace Unmask.Model.Files;

/// <summary>
/// Keeps others from writing a file: a lock file beside it (beside its target, if it is a link), which the system unlocks when its process ends,
/// however it ends. What a killed process left of it is therefore no hindrance.
/// </summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file that is to be written; it need not exist, its folder must.</param>
    /// <param name="patience">How long to wait for others.</param>
    /// <exception cref="FileInUseException">Others still have it.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public static FileLock Take(string path, TimeSpan patience = default)
    {
        string full = AtomicFile.TargetOf(path), beside = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.lock");
        long start = Environment.TickCount64;
        while (true)
        {
            try
            {
                FileStream file = new(beside, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (IsStillAt(beside, file))
                    return new FileLock(file);
                file.Dispose();
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (Environment.TickCount64 - start >= patience.TotalMilliseconds)
                    throw new FileInUseException(e);
                Thread.Sleep(Poll);
            }
        }
    }

    /// <summary>Unlocks the file.</summary>
    public void Dispose() => _file.Dispose();

    /// <summary>The system's number for a file that another has locked; the file itself may be gone by now.</summary>
    private static bool IsHeld(IOException refusal)
    {
        const int Windows = unchecked((int)0x80070020), Linux = 11, Others = 35;
        return refusal.HResult == (OperatingSystem.IsWindows() ? Windows : OperatingSystem.IsLinux() ? Linux : Others);
    }

    /// <summary>
    /// Its former owner may have deleted it between our opening and our locking, and a third may have made another since. No two files get the same
    /// random time.
    /// </summary>
    private static bool IsStillAt(string path, FileStream file)
    {
        File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UnixEpoch.AddTicks(Random.Shared.NextInt64(TimeSpan.FromDays(10_000).Ticks)));
        return File.Exists(path) && File.GetLastWriteTimeUtc(path) == File.GetLastWriteTimeUtc(file.SafeFileHandle);
    }
}
