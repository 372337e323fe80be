namespace Unmask.Model.Weights;

/// <summary>
/// Keeps a second run from writing the same file: a lock file beside it, which the system unlocks when its process ends, however it ends. What a
/// killed process left of it is therefore no hindrance.
/// </summary>
internal sealed class OutputLock : IDisposable
{
    private readonly FileStream _file;

    private OutputLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="WeightsException">Another run has it, or it cannot be made.</exception>
    public static OutputLock Take(string output)
    {
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, $".{Path.GetFileName(output)}.lock");
        try
        {
            while (true)
            {
                FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                // Its former owner may have deleted it between our opening and our locking.
                if (File.Exists(path))
                    return new OutputLock(file);
                file.Dispose();
            }
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new WeightsException($"{Path.GetFileName(output)}: another run is writing it; wait for its end, or choose another place.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new WeightsException($"{Path.GetFileName(output)}: the file cannot be written: {AtomicFile.ReasonOf(e)}; choose another place.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
