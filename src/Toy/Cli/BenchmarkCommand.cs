using System.CommandLine;
using Unmask.Bench.Measuring;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;
using Unmask.Toy.Play.Engine;

namespace Unmask.Toy.Cli;

/// <summary><c>benchmark</c>: compares every denoiser with other implementations and with the machine's peak.</summary>
internal static class BenchmarkCommand
{
    /// <summary>The time input t/T: half of the way to all masked.</summary>
    private const float Time = 0.5f;

    public static Command Create()
    {
        Option<int> seconds = new Option<int>("--seconds")
        {
            Description = "How long to measure; longer is more exact on a busy machine",
            HelpName = "S",
            DefaultValueFactory = _ => 10,
        }.Within(1, 3600);
        var products = new Option<bool>("--products") { Description = "Single products instead, beside libxsmm, oneDNN and Eigen where these are installed" };
        Option<bool> json = JsonOutput.NewOption();
        var command = new Command("benchmark", "Race the generated kernels against plain loops, TensorPrimitives and ONNX Runtime.") { seconds, products, json };
        command.SetAction(parse => Run(parse, TimeSpan.FromSeconds(parse.GetValue(seconds)), parse.GetValue(products), parse.GetValue(json)));
        return command;
    }

    private static int Run(ParseResult parse, TimeSpan duration, bool ofProducts, bool asJson)
    {
        (TextWriter output, TextWriter error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        var roofline = Roofline.Measure();
        BenchmarkReport report = ofProducts
            ? new(roofline) { Products = BenchmarkProducts.Measure(duration, error) }
            : MeasureDenoisers(roofline, duration, error);
        if (asJson)
            JsonOutput.Write(output, report.ToJson(), CommandJson.Line.BenchmarkJson);
        else
            report.WriteTable(output);
        return ExitCode.Success;
    }

    private static BenchmarkReport MeasureDenoisers(Roofline roofline, TimeSpan duration, TextWriter error)
    {
        var report = new BenchmarkReport(roofline);
        int measurements = 4 * DenoiserCatalog.Diffusing.Count();
        using var notice = new WaitNotice(error, "measurements", measurements, Tty.ErrorIsTerminal);
        foreach (Architecture architecture in DenoiserCatalog.Diffusing)
            Measure(architecture, roofline, duration / measurements, report, notice);
        return report;
    }

    private static void Measure(Architecture architecture, Roofline roofline, TimeSpan each, BenchmarkReport report, WaitNotice notice)
    {
        WeightSet weights = WeightsOf(architecture);
        IDenoiser denoiser = architecture.Create(weights);
        var rows = new BenchmarkRows(denoiser);
        using (var comparison = new DenoiserComparison(denoiser, weights))
        {
            report.Add($"{architecture.Name}, 1 row", comparison.CompareRowByRow(rows.Singles, Time, roofline, each));
            notice.Report(report.Count);
            report.Add($"{architecture.Name}, 1 slot changed", comparison.CompareRowByRow(rows.OneSlotApart, Time, roofline, each));
            notice.Report(report.Count);
            report.Add($"{architecture.Name}, {BenchmarkRows.BatchRows} rows", comparison.CompareBatch(rows.Batch, Time, roofline, each));
            notice.Report(report.Count);
        }
        ITrainableDenoiser learner = architecture.CreateLearner(weights, 1);
        using var threads = learner as IDisposable;
        report.Add(
            $"{architecture.Name}, {BenchmarkRows.BatchRows} rows, training",
            TrainingStep.Measure(learner, weights, rows.Batch, rows.Clean, Time, roofline, each));
        notice.Report(report.Count);
    }

    /// <summary>Trained weights if they are built in: the share of active hidden units affects the times.</summary>
    private static WeightSet WeightsOf(Architecture architecture)
    {
        try
        {
            return WeightsFile.LoadBuiltIn(architecture.Name);
        }
        catch (WeightsException)
        {
            return architecture.Untrained(0, true, ShapeProfile.Names, Alphabet.English);
        }
    }
}
