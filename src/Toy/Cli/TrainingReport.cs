using Unmask.Model.Evaluation;
using Unmask.Model.Learning;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary>The output of <c>train</c> after the training: figures, some generated names, and failures.</summary>
/// <param name="Trained">The result of the training.</param>
/// <param name="Path">Where the weights are.</param>
/// <param name="Nelbo">The NELBO of the new weights; null if there are none, or after a signal.</param>
/// <param name="HeldOut">Whether the NELBO is measured on names that were not trained on.</param>
/// <param name="Samples">Names generated with the new weights.</param>
internal sealed record TrainingReport(TrainingResult Trained, string Path, Estimate? Nelbo, bool HeldOut, IReadOnlyList<GeneratedName> Samples)
{
    private long Parameters => Trained.Weights.Tensors.Sum(tensor => (long)tensor.Values.Length);

    /// <summary>Writes the report.</summary>
    /// <param name="output">For the figures.</param>
    /// <param name="error">For notes.</param>
    /// <param name="asJson">Whether to write the figures as one JSON object.</param>
    /// <param name="stopped">The exit code for a signal, which may have arrived after the last step; success without a signal.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CommandException">Training diverged, or was stopped before anything was learned.</exception>
    public int Write(TextWriter output, TextWriter error, bool asJson, int stopped)
    {
        TrainingProgress last = Trained.Progress;
        if (Trained.Step == 0)
        {
            return Trained.Outcome == TrainingOutcome.Cancelled
                ? throw new CommandException(stopped, "stopped before anything was learned")
                : throw CommandException.Failure("training diverged before any weights were worth keeping; nothing was saved: try more names per step");
        }

        if (Trained.Outcome == TrainingOutcome.Cancelled)
        {
            string where = Trained.IsSaved ? Path : $"its checkpoint, and {Path} is as it was";
            error.WriteLine($"stopped after {Trained.Step:N0} of {last.Steps:N0} steps; what was learned is in {where}; the same command goes on from there");
        }
        if (asJson)
            JsonOutput.Write(output, ToJson(), CommandJson.Line.TrainingJson);
        else
            WriteLines(output);
        if (Trained.Outcome == TrainingOutcome.Diverged)
        {
            string what = Trained.IsSaved ? $"the good weights of step {Trained.Step:N0} are in {Path}" : $"{Path} is as it was";
            throw CommandException.Failure($"training diverged at step {last.Step:N0}; {what}");
        }
        return stopped;
    }

    private void WriteLines(TextWriter output)
    {
        TrainingProgress last = Trained.Progress;
        string figures = $"{(Trained.IsSaved ? Path : "not saved")}: {Trained.Step:N0} steps in {last.Elapsed.TotalSeconds:F1} s, {last.NamesPerSecond:N0} names/s, loss {last.Loss:F3}";
        if (Nelbo is { } nelbo)
            figures += $", NELBO {nelbo.ToString("F2")} nats per name {(HeldOut ? "held out" : "trained on")}";
        Tty.WriteFitted(output, $"{figures}, {Parameters:N0} parameters");
        foreach (GeneratedName name in Samples)
            output.WriteLine(name.Name);
    }

    private TrainingJson ToJson()
    {
        TrainingProgress last = Trained.Progress;
        return new(
            Math.Round(last.Elapsed.TotalSeconds, 3),
            Trained.Step,
            Math.Round(last.NamesPerSecond),
            Math.Round(last.Loss, 6),
            Nelbo?.Mean,
            Nelbo?.StandardError,
            HeldOut,
            Parameters,
            Trained.Outcome.ToString().ToLowerInvariant(),
            Path,
            Trained.IsSaved,
            Samples.Select(name => name.Name));
    }
}

/// <summary>The result of a training.</summary>
internal sealed record TrainingJson(
    double Seconds,
    int Steps,
    double NamesPerSecond,
    double Loss,
    double? Nelbo,
    double? StandardError,
    bool HeldOut,
    long Parameters,
    string Outcome,
    string Weights,
    bool Saved,
    IEnumerable<string> Samples);
