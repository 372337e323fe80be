using Unmask.Toy.Commands;

namespace Unmask.Toy.Report;

/// <summary>The folder that a report goes to.</summary>
internal static class ReportFolder
{
    /// <summary>Makes sure that it is there and can be written in, before the work whose result goes there.</summary>
    /// <exception cref="CommandException">It cannot.</exception>
    public static void Create(string path) => Guard(path, () =>
    {
        Directory.CreateDirectory(path);
        Model.Weights.AtomicFile.Probe(Path.Combine(path, EvaluationPage.FileName));
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
            throw CommandException.Failure($"{path}: the report cannot be written there: {e.Message.TrimEnd('.')}; choose another folder", e);
        }
    }
}
