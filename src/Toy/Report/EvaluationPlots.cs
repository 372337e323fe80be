using ScottPlot;
using ScottPlot.Plottables;
using Unmask.Model.Evaluation;
using Unmask.Model.Training;
using Unmask.Model.Weights;
using Unmask.Toy.Catalog;

namespace Unmask.Toy.Report;

/// <summary>A finished plot.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Png">The picture.</param>
internal sealed record PlotFile(string Name, string Title, byte[] Png);

/// <summary>Plots of the figures of several weights, each in its own colour and marker.</summary>
internal static class EvaluationPlots
{
    private const int Width = 760, Height = 440;
    private const string ByMaskedFile = "nelbo.png", InfillingFile = "infilling.png", CalibrationFile = "calibration.png", LengthsFile = "lengths.png";

    /// <summary>The files that a report may have.</summary>
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
        using Plot plot = NewPlot("NELBO by number of masked slots", "masked slots", "nats per masked slot", Alignment.LowerRight);
        EvaluatedWeights[] diffusing = [.. evaluated.Where(weights => !weights.Evaluation.Denoiser.IsCausal)];
        foreach (EvaluatedWeights weights in diffusing)
        {
            IReadOnlyList<MaskedFigures> figures = weights.Evaluation.HeldOut.ByMasked;
            AddLine(plot, weights, [.. figures.Select(f => (double)f.Masked)], [.. figures.Select(f => f.NatsPerSlot)]);
        }
        plot.Axes.SetLimitsY(0, diffusing.Max(weights => weights.Evaluation.HeldOut.ByMasked.Max(f => f.NatsPerSlot)) * 1.1);
        return Finish(plot, ByMaskedFile, "NELBO by number of masked slots");
    }

    private static PlotFile Infilling(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        using Plot plot = NewPlot("Infilling", "masked slots", "the right symbol comes first", Alignment.LowerLeft);
        foreach (EvaluatedWeights weights in evaluated)
        {
            IReadOnlyList<MaskedFigures> figures = weights.Evaluation.HeldOut.ByMasked;
            AddLine(plot, weights, [.. figures.Select(f => (double)f.Masked)], [.. figures.Select(f => f.TopOne)]);
        }
        plot.Axes.SetLimitsY(0, 1);
        return Finish(plot, InfillingFile, "Infilling: how often the right symbol comes first");
    }

    private static PlotFile Calibration(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        using Plot plot = NewPlot("Calibration", "largest probability of a slot", "how often it is right", Alignment.UpperLeft);
        LinePlot diagonal = plot.Add.Line(0, 0, 1, 1);
        diagonal.LineColor = Colors.Gray;
        diagonal.LinePattern = LinePattern.Dashed;
        foreach (EvaluatedWeights weights in evaluated)
        {
            CalibrationBin[] bins = [.. weights.Evaluation.HeldOut.Calibration.Where(bin => bin.Slots > 0)];
            AddLine(plot, weights, [.. bins.Select(bin => bin.Confidence)], [.. bins.Select(bin => bin.Accuracy)]);
        }
        plot.Axes.SetLimits(0, 1, 0, 1);
        return Finish(plot, CalibrationFile, "Calibration: largest probability and how often it is right");
    }

    private static PlotFile Lengths(IReadOnlyList<EvaluatedWeights> evaluated)
    {
        using Plot plot = NewPlot("Lengths of generated names", "letters", "share of names", Alignment.UpperRight);
        EvaluatedWeights first = evaluated[0];
        int slots = first.Evaluation.Denoiser.Slots;
        IReadOnlyList<double> trained = new NameStatistics(first.Names.TrainingRows(slots), slots, first.Names.Alphabet).Lengths;
        BarPlot bars = plot.Add.Bars(Positions(trained.Count), trained);
        bars.Color = Colors.LightGray;
        bars.LegendText = "training set";
        foreach (EvaluatedWeights weights in evaluated)
        {
            IReadOnlyList<double> lengths = weights.Evaluation.SampleLengths;
            AddLine(plot, weights, Positions(lengths.Count), [.. lengths]);
        }
        plot.Axes.SetLimitsX(0, evaluated.Max(weights => weights.Evaluation.Denoiser.Slots) + 1);
        plot.Axes.SetLimitsY(0, trained.Max() * 1.25);
        return Finish(plot, LengthsFile, "Lengths of generated names beside the training set");
    }

    private static double[] Positions(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    /// <summary>An architecture has its colour and marker in every plot; what the seed's recipe made of it is dashed, with an open marker.</summary>
    private static void AddLine(Plot plot, EvaluatedWeights weights, double[] x, double[] y)
    {
        Scatter line = plot.Add.Scatter(x, y);
        int kind = DenoiserCatalog.Kinds.TakeWhile(kind => kind.Name != weights.Evaluation.Denoiser.Architecture).Count();
        line.Color = Palette.GetColor(kind);
        line.LegendText = weights.Source.Title;
        line.LineWidth = 2;
        line.MarkerSize = 8;
        // Told apart without colour too.
        line.MarkerShape = Markers[kind % Markers.Length];
        if (weights.Source.Weights.Metadata.GetValueOrDefault(WeightsMetadata.Recipe) == SeedRecipe.RecipeName)
            (line.LinePattern, line.MarkerShape) = (LinePattern.Dashed, OpenMarkers[kind % OpenMarkers.Length]);
    }

    private static readonly ScottPlot.Palettes.Category10 Palette = new();

    private static readonly MarkerShape[] Markers =
        [MarkerShape.FilledDiamond, MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledTriangleDown];

    private static readonly MarkerShape[] OpenMarkers =
        [MarkerShape.OpenDiamond, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp, MarkerShape.OpenTriangleDown];

    private static Plot NewPlot(string title, string x, string y, Alignment legend)
    {
        var plot = new Plot();
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        plot.ShowLegend(legend);
        return plot;
    }

    private static PlotFile Finish(Plot plot, string name, string title) => new(name, title, plot.GetImageBytes(Width, Height, ImageFormat.Png));
}
