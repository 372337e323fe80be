using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli.Report;

/// <summary>The figures of several weights side by side, or in blocks if the terminal is too narrow.</summary>
internal static class ComparisonTable
{
    private static readonly (string Title, Func<EvaluatedWeights, string> Text)[] Columns =
    [
        ("weights", weights => weights.Source.Title),
        ("denoiser", weights => weights.Evaluation.Denoiser.Architecture),
        ("parameters", weights => weights.Source.Parameters.ToString("N0")),
        ("names", weights => $"{weights.Count:N0} {Splits.NameOf(weights.Split)}"),
        ("NELBO", weights => Text(weights.Evaluation.HeldOut.Nelbo)),
        ("exact", weights => weights.Evaluation.Exact is { } exact ? Text(exact) : "–"),
        ("one slot", weights => Share(weights.Evaluation.HeldOut.ByMasked[0].TopOne)),
        ("calibration", weights => weights.Evaluation.HeldOut.CalibrationError.ToString("F4")),
        ("unique", weights => Share(weights.Evaluation.Samples?.Unique)),
        ("known", weights => Share(weights.Evaluation.Samples?.Known)),
        ("real", weights => Share(weights.Evaluation.Samples?.Real)),
        ("new", weights => Share(weights.Evaluation.Samples?.New)),
    ];

    /// <param name="output">Receives the table.</param>
    /// <param name="evaluated">The weights, one per row.</param>
    /// <param name="width">Characters that fit on a line.</param>
    public static void Write(TextWriter output, IReadOnlyList<EvaluatedWeights> evaluated, int width)
    {
        string[][] rows = [.. evaluated.Select(weights => Columns.Select(column => column.Text(weights)).ToArray())];
        string[] titles = [.. Columns.Select(column => column.Title)];
        foreach (string line in FittedText.Table(titles, rows, width, words: 2))
            output.WriteLine(line);
    }

    private static string Text(Estimate estimate) => estimate.ToString("F3");

    private static string Share(double? share) => share is { } value ? value.ToString("P1").Replace(" ", "", StringComparison.Ordinal) : "–";
}
