namespace Unmask.Toy.Report;

/// <summary>The folder that a report goes to.</summary>
internal static class ReportFolder
{
    /// <summary>Makes sure that it is there and can be written in, before the work whose result goes there.</summary>
    /// <exception cref="CommandException">It cannot.</exception>
    public static void Create(string path) => Guard(path, () =>
    {
        Directory.CreateDirectory(path);
        string page = Path.Combine(path, EvaluationPage.FileName);
        Model.Weights.AtomicFile.Probe(page);
        if (!File.Exists(page) && EvaluationPlots.FileNames.FirstOrDefault(name => File.Exists(Path.Combine(path, name))) is { } picture)
            throw new IOException($"it has a {picture} of its own");
        if (File.Exists(page) && File.ReadLines(page).FirstOrDefault() != EvaluationPage.Heading)
            throw new IOException($"it has a {EvaluationPage.FileName} that is no evaluation");
    });

    /// <summary>Does something with files of the folder; what goes wrong becomes one line.</summary>
    /// <exception cref="CommandException">It went wrong.</exception>
    public static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandException.Failure($"{path}: the report cannot be written there: {Model.Weights.AtomicFile.ReasonOf(e)}; choose another folder", e);
        }
    }
}
