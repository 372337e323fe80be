using System.Text;
using Unmask.Model.Evaluation;
using Unmask.Model.Files;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Toy.Cli.Report;

/// <summary>A Markdown page that compares weights: tables here, plots from <see cref="EvaluationPlots"/>.</summary>
internal static class EvaluationPage
{
    public const string FileName = "README.md";

    /// <summary>Identifies an evaluation for <see cref="FileKind.Evaluation"/>.</summary>
    private const string Heading = "# Evaluation";

    /// <summary>Writes the plots, then the page.</summary>
    /// <exception cref="WeightsException">They cannot be written.</exception>
    public static void Write(ReportFolder folder, IReadOnlyList<EvaluatedWeights> evaluated)
    {
        IReadOnlyList<PlotFile> plots = EvaluationPlots.Draw(evaluated);
        foreach (PlotFile plot in plots)
            folder.Write(plot.Name, Encoding.UTF8.GetBytes(plot.Svg));
        folder.Write(FileName, Encoding.UTF8.GetBytes(Compose(evaluated, plots)));
    }

    /// <summary>The text of the page.</summary>
    public static string Compose(IReadOnlyList<EvaluatedWeights> evaluated, IReadOnlyList<PlotFile> plots)
    {
        EvaluatedWeights first = evaluated[0];
        var page = new StringBuilder();
        page.Append($"{Heading}\n\n{first.Count:N0} names of the split `{Splits.NameOf(first.Split)}` of `{first.Names.Source}`, ");
        page.Append("none of which was trained on unless the column *trained on* says `all`. Lower nats are better; ± is one standard error over names.\n\n");
        AppendComparison(page, evaluated);
        AppendPlots(page, plots, "nelbo", "lengths");
        AppendOrders(page, evaluated);
        AppendInfilling(page, evaluated);
        AppendPlots(page, plots, "infilling", "calibration");
        AppendSamples(page, evaluated);
        page.Append("""
            ## What the figures mean

            - **NELBO**: negative evidence lower bound, nats per name: the mean over k = 1..L and random sets of k masked slots of (L/k) times the
              summed −ln p of the masked symbols. The end of the name and what follows it count. **Exact** is the negative log-likelihood of
              random-order generation, summed over all states that a game can come to; what follows a known end is given there, and not in the NELBO. An **autoregressive** denoiser (recipe `likelihood`)
              has no bound but its exact negative log-likelihood, by the chain rule over letters and end; it stands in both columns.
            - **Difference**: of the NELBO to that of the first row, name by name under the same masks where the slots are as many.
            - **Infilling** of an autoregressive denoiser: it fills masked slots from left to right, each with what it finds likeliest after the
              known and filled slots before it; it cannot see those behind.
            - **Samples**: generated at temperature 1 in random order, slot by slot; by an autoregressive denoiser from left to right. *Known* names were trained on; *real* ones were not, but people bear them. Lengths:
              total-variation distance; bigrams: Jensen–Shannon divergence in bits; both from the names trained on. Judge: mean nats per letter under an
              interpolated 5-gram model (Witten–Bell) of the names trained on.
            - **Calibration error**: mean distance between a slot's largest probability and how often that symbol is right, in 20 bins.

            """.ReplaceLineEndings("\n"));
        return page.ToString();
    }

    private static void AppendComparison(StringBuilder page, IReadOnlyList<EvaluatedWeights> evaluated)
    {
        page.Append("| weights | parameters | recipe | steps | trained on | names | NELBO | difference | exact | calibration error |\n");
        page.Append("|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (EvaluatedWeights weights in evaluated)
        {
            HeldOutFigures heldOut = weights.Evaluation.HeldOut;
            string exact = weights.Evaluation.Exact is { } estimate ? Text(estimate) : "–";
            page.Append($"| {weights.Source.Title} | {weights.Source.Parameters:N0} | {Metadata(WeightsMetadata.Recipe)} | {Metadata(WeightsMetadata.Steps)} ");
            page.Append($"| {Metadata(WeightsMetadata.Split, "all")} | {weights.Count:N0} | {Text(heldOut.Nelbo)} | {Difference(weights, evaluated[0])} | {exact} ");
            page.Append($"| {heldOut.CalibrationError:F4} |\n");

            string Metadata(string key, string otherwise = "–") => weights.Source.Weights.Metadata.GetValueOrDefault(key, otherwise);
        }
        page.Append('\n');
    }

    /// <summary>The mean difference over names. Only denoisers with the same number of slots were evaluated under the same masks.</summary>
    private static string Difference(EvaluatedWeights weights, EvaluatedWeights reference)
    {
        double[] own = weights.Evaluation.HeldOut.NatsPerName, other = reference.Evaluation.HeldOut.NatsPerName;
        return ReferenceEquals(weights, reference) || own.Length != other.Length ? "–" : Text(Estimate.OfDifference(own, other), "+0.00;−0.00;0.00");
    }

    private static void AppendOrders(StringBuilder page, IReadOnlyList<EvaluatedWeights> evaluated)
    {
        foreach (EvaluatedWeights weights in evaluated.Where(weights => weights.Evaluation.Orders.Count > 0))
            page.Append($"## Reveal orders of {weights.Source.Title}\n\nExact negative log-likelihood by number of steps.\n\n{OrderTable.Markdown(weights.Evaluation.Orders)}\n");
    }

    private static void AppendInfilling(StringBuilder page, IReadOnlyList<EvaluatedWeights> evaluated)
    {
        page.Append("## Infilling\n\nHow often the right symbol is the likeliest, by number of masked slots.\n\n");
        AppendInfilling(page, evaluated, figures => figures.TopOne);
        page.Append("How often it is among the five likeliest.\n\n");
        AppendInfilling(page, evaluated, figures => figures.TopFive);
    }

    private static void AppendInfilling(StringBuilder page, IReadOnlyList<EvaluatedWeights> evaluated, Func<MaskedFigures, double> share)
    {
        page.Append("| masked |");
        foreach (EvaluatedWeights weights in evaluated)
            page.Append($" {weights.Source.Title} |");
        page.Append("\n|---|").Insert(page.Length, "---|", evaluated.Count).Append('\n');
        int most = evaluated.Max(weights => weights.Evaluation.HeldOut.ByMasked.Count);
        for (int masked = 1; masked <= most; masked++)
        {
            page.Append($"| {masked} |");
            foreach (EvaluatedWeights weights in evaluated)
            {
                MaskedFigures? figures = weights.Evaluation.HeldOut.ByMasked.ElementAtOrDefault(masked - 1);
                page.Append(figures is null ? " – |" : $" {share(figures):P1} |");
            }
            page.Append('\n');
        }
        page.Append('\n');
    }

    private static void AppendSamples(StringBuilder page, IReadOnlyList<EvaluatedWeights> evaluated)
    {
        page.Append("## Samples\n\n| weights | names | unique | known | real | new | mean length | lengths | bigrams | judge | letter after end |\n");
        page.Append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (EvaluatedWeights weights in evaluated)
        {
            if (weights.Evaluation.Samples is { } samples)
                AppendSamples(page, weights.Source.Title, samples);
        }
        AppendSamples(page, "*the names evaluated on*", OfTheNamesThemselves(evaluated[0]));
        page.Append('\n');
    }

    private static void AppendSamples(StringBuilder page, string title, SampleQuality samples)
    {
        page.Append($"| {title} | {samples.Names:N0} | {samples.Unique:P1} | {samples.Known:P1} | {samples.Real:P1} | {samples.New:P1} ");
        page.Append($"| {samples.MeanLength:F2} | {samples.LengthDistance:F3} | {samples.BigramDivergence:F4} | {samples.JudgeNatsPerLetter:F3} | {samples.LetterAfterEnd:P1} |\n");
    }

    /// <summary>Real names, measured like generated ones: the best figures possible for samples.</summary>
    private static SampleQuality OfTheNamesThemselves(EvaluatedWeights weights)
    {
        int slots = weights.Evaluation.Denoiser.Slots;
        return new SampleQualityMeter(weights.Names, slots, Split.Train).Measure(weights.Names.TrainingRows(slots, weights.Split));
    }

    private static void AppendPlots(StringBuilder page, IReadOnlyList<PlotFile> plots, params string[] names)
    {
        foreach (PlotFile plot in plots.Where(plot => names.Contains(Path.GetFileNameWithoutExtension(plot.Name))))
            page.Append($"![{plot.Title}]({plot.Name})\n");
        page.Append('\n');
    }

    private static string Text(Estimate estimate, string format = "F2") =>
        estimate.ToString(format, "F2");
}
