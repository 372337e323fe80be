using OxyPlot.Legends;
using Unmask.Model;
using Unmask.Model.Evaluation;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Cli.Report;

/// <summary>A finished plot.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Svg">The picture.</param>
internal sealed record PlotFile(string Name, string Title, string Svg);

/// <summary>Plots of the figures of several weights, each in its own colour and marker.</summary>
internal static class EvaluationPlots
{
    private const string ByMaskedFile = "nelbo.svg", InfillingFile = "infilling.svg", CalibrationFile = "calibration.svg", LengthsFile = "lengths.svg";

    /// <summary>The names of all plots that a report can have.</summary>
    public static IReadOnlyList<string> FileNames => [ByMaskedFile, InfillingFile, CalibrationFile, LengthsFile];

    public static IReadOnlyList<PlotFile> Draw(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        List<PlotFile> plots = [Infilling(evaluated), Calibration(evaluated)];
        if (evaluated.Any(weights => !weights.Evaluation.Denoiser.IsCausal))
            plots.Insert(0, ByMasked(evaluated));
        if (evaluated.Any(weights => weights.Evaluation.SampleLengths.Count > 0))
            plots.Add(Lengths(evaluated));
        return plots;
    }

    private static PlotFile ByMasked(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        const string Title = "NELBO by number of masked slots";
        var plot = new SvgPlot(Title, "masked slots", "nats per masked slot", LegendPosition.RightBottom);
        EvaluatedWeights[] diffusing = [.. evaluated.Where(weights => !weights.Evaluation.Denoiser.IsCausal)];
        foreach (EvaluatedWeights weights in diffusing)
            AddLine(plot, weights, weights.Evaluation.HeldOut.ByMasked.Select(f => ((double)f.Masked, f.NatsPerSlot)));
        plot.LimitY(0, diffusing.Max(weights => weights.Evaluation.HeldOut.ByMasked.Max(f => f.NatsPerSlot)) * 1.1);
        return new(ByMaskedFile, Title, plot.ToSvg());
    }

    private static PlotFile Infilling(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        var plot = new SvgPlot("Infilling", "masked slots", "the right symbol comes first", LegendPosition.LeftBottom);
        foreach (EvaluatedWeights weights in evaluated)
            AddLine(plot, weights, weights.Evaluation.HeldOut.ByMasked.Select(f => ((double)f.Masked, f.TopOne)));
        plot.LimitY(0, 1);
        return new(InfillingFile, "Infilling: how often the right symbol comes first", plot.ToSvg());
    }

    private static PlotFile Calibration(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        var plot = new SvgPlot("Calibration", "largest probability of a slot", "how often it is right", LegendPosition.LeftTop);
        plot.AddDiagonal();
        foreach (EvaluatedWeights weights in evaluated)
            AddLine(plot, weights, weights.Evaluation.HeldOut.Calibration.Where(bin => bin.Slots > 0).Select(bin => (bin.Confidence, bin.Accuracy)));
        plot.LimitX(0, 1);
        plot.LimitY(0, 1);
        return new(CalibrationFile, "Calibration: largest probability and how often it is right", plot.ToSvg());
    }

    private static PlotFile Lengths(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        var plot = new SvgPlot("Lengths of generated names", "letters", "share of names", LegendPosition.RightTop);
        EvaluatedWeights first = evaluated[0];
        int slots = first.Evaluation.Denoiser.Slots;
        IReadOnlyList<double> trained = new NameStatistics(first.Names.TrainingRows(slots), slots, first.Names.Alphabet).Lengths;
        plot.AddBars("training set", ByIndex(trained));
        foreach (EvaluatedWeights weights in evaluated)
            AddLine(plot, weights, ByIndex(weights.Evaluation.SampleLengths));
        plot.LimitX(0, evaluated.Max(weights => weights.Evaluation.Denoiser.Slots) + 1);
        plot.LimitY(0, trained.Max() * 1.25);
        return new(LengthsFile, "Lengths of generated names beside the training set", plot.ToSvg());
    }

    private static IEnumerable<(double X, double Y)> ByIndex(IEnumerable<double> values) => values.Select((value, i) => ((double)i, value));

    /// <summary>An architecture has the same colour and marker in every plot. Weights trained with the recipe of the seed have dashed lines and open markers.</summary>
    private static void AddLine(SvgPlot plot, EvaluatedWeights weights, IEnumerable<(double X, double Y)> points)
    {
        int kind = DenoiserCatalog.All.TakeWhile(kind => kind.Name != weights.Evaluation.Denoiser.Architecture).Count();
        bool isSeeds = weights.Source.Weights.Metadata.GetValueOrDefault(WeightsMetadata.Recipe) == SeedRecipe.RecipeName;
        plot.AddLine(weights.Source.Title, kind, isSeeds, points);
    }
}
