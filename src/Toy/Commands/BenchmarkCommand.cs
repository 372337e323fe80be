using System.CommandLine;
using Unmask.Model.Denoisers;
using Unmask.Model.Training;
using Unmask.Model.Weights;
using Unmask.Peers.Measuring;
using Unmask.Toy.Catalog;

namespace Unmask.Toy.Commands;

/// <summary><c>benchmark</c>: every denoiser beside its peers and beside what the machine could do at best.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Half way through the noise.</summary>
    private const float Time = 0.5f;

    public static Command Create()
    {
        Option<int> seconds = new Option<int>("--seconds")
        {
            Description = "How long to measure; longer is more exact on a busy machine",
            HelpName = "S",
            DefaultValueFactory = _ => 10,
        }.Within(1, 3600);
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("benchmark", "Race the generated kernels against plain loops, TensorPrimitives and ONNX Runtime.") { seconds, json };
        command.SetAction(parse => Run(parse, TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, TimeSpan duration, bool asJson)
    {
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var roofline = Roofline.Measure();
        var report = new BenchmarkReport(roofline);
        int measurements = 4 * DenoiserCatalog.Diffusing.Count();
        using (var notice = new WaitNotice(error, "measurements", measurements, Tty.ErrorIsTerminal))
        {
            foreach (DenoiserKind kind in DenoiserCatalog.Diffusing)
                Measure(kind, roofline, duration / measurements, report, notice);
        }

        if (asJson)
            JsonOutput.Write(output, report.WriteJson);
        else
            report.WriteTable(output);
        return ExitCode.Success;
    }

    private static void Measure(DenoiserKind kind, Roofline roofline, TimeSpan each, BenchmarkReport report, WaitNotice notice)
    {
        WeightSet weights = WeightsOf(kind);
        IDenoiser denoiser = kind.Factory.Create(weights);
        var rows = new BenchmarkRows(denoiser);
        using (var comparison = new DenoiserComparison(denoiser, weights))
        {
            report.Add($"{kind.Name}, 1 row", comparison.CompareRowByRow(rows.Singles, Time, roofline, each));
            notice.Report(report.Count);
            report.Add($"{kind.Name}, 1 slot changed", comparison.CompareRowByRow(rows.OneSlotApart, Time, roofline, each));
            notice.Report(report.Count);
            report.Add($"{kind.Name}, {BenchmarkRows.BatchRows} rows", comparison.CompareBatch(rows.Batch, Time, roofline, each));
            notice.Report(report.Count);
        }
        ITrainableDenoiser learner = kind.CreateLearner(weights, 1);
        using var threads = learner as IDisposable;
        report.Add(
            $"{kind.Name}, {BenchmarkRows.BatchRows} rows, training",
            TrainingStep.Measure(learner, weights, rows.Batch, rows.Clean, Time, roofline, each));
        notice.Report(report.Count);
    }
    /// <summary>Trained weights where there are any: how many hidden units are active makes a difference.</summary>
    private static WeightSet WeightsOf(DenoiserKind kind)
    {
        try
        {
            return WeightsFile.LoadBuiltIn(kind.Name);
        }
        catch (WeightsException)
        {
            return kind.Untrained(0, true);
        }
    }
}
