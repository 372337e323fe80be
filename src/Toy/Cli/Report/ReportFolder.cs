using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli.Report;

/// <summary>The folder of a report: its page and its plots.</summary>
internal sealed class ReportFolder
{
    private readonly string _path;
    private readonly bool _replace;
    private readonly string?[] _inputs;

    /// <summary>Creates the folder and checks that it can be written, before the long work.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="replace">Whether an existing report may be replaced.</param>
    /// <param name="inputs">The files that the command reads; nulls are ignored.</param>
    /// <exception cref="CommandException">The folder cannot be created.</exception>
    /// <exception cref="WeightsException">The folder cannot be written, or has a file that must not be replaced.</exception>
    public ReportFolder(string path, bool replace, params string?[] inputs)
    {
        (_path, _replace, _inputs) = (path, replace, inputs);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CommandException.Failure($"{path}: the report cannot be written there: {AtomicFile.ReasonOf(e)}; choose another folder", e);
        }
        foreach (string name in EvaluationPlots.FileNames.Prepend(EvaluationPage.FileName))
            Output(name);
    }

    /// <summary>The path of the page.</summary>
    public string Page => Path.Combine(_path, EvaluationPage.FileName);

    /// <summary>Writes one of its files.</summary>
    /// <exception cref="WeightsException">It cannot be written, or another report was written there meanwhile.</exception>
    public void Write(string name, byte[] content) => Output(name).Write(content);

    private OutputFile Output(string name) =>
        new(Path.Combine(_path, name), name == EvaluationPage.FileName ? FileKind.Evaluation : FileKind.Svg, _replace, _inputs);
}
