using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Unmask.Model.Denoisers;
using Unmask.Model.Weights;
using Unmask.Peers.Measuring;

namespace Unmask.Toy.Commands;

/// <summary><c>benchmark</c>: every denoiser beside its peers and beside what the machine could do at best.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Rows of a batch, and how many of them are predicted one by one.</summary>
    private const int BatchRows = 64, SingleRows = 8;

    /// <summary>Half way through the noise.</summary>
    private const float Time = 0.5f;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

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
        Roofline roofline = Roofline.Measure();
        List<(string What, ComparedTimes Times)> lines = [];
        using (var notice = new WaitNotice(error, "measurements", BenchmarkSubject.All.Count * 2, Tty.ErrorIsTerminal))
        {
            TimeSpan each = duration / (BenchmarkSubject.All.Count * 2);
            foreach (BenchmarkSubject subject in BenchmarkSubject.All)
            {
                WeightSet weights = subject.Weights();
                IDenoiser denoiser = subject.Create(weights);
                byte[] rows = BenchmarkSubject.NoisyRows(denoiser, BatchRows);
                using var comparison = new DenoiserComparison(denoiser, weights);
                lines.Add(($"{subject.Name}, 1 row", comparison.CompareRowByRow(rows[..(SingleRows * denoiser.Slots)], Time, roofline, each)));
                notice.Report(lines.Count);
                lines.Add(($"{subject.Name}, {BatchRows} rows", comparison.CompareBatch(rows, Time, roofline, each)));
                notice.Report(lines.Count);
            }
        }

        if (asJson)
            JsonOutput.Write(output, writer => WriteJson(writer, roofline, lines));
        else
            WriteTable(output, roofline, lines);
        return ExitCode.Success;
    }

    /// <summary>Times in microseconds; null where a peer does not run on this system. <c>share</c> of the roofline, 1 at best.</summary>
    private static void WriteJson(Utf8JsonWriter writer, Roofline roofline, List<(string What, ComparedTimes Times)> lines)
    {
        writer.WriteString("processor"u8, Processor.Name);
        writer.WriteNumber("vectorBits"u8, roofline.VectorBits);
        writer.WriteNumber("gigaflops"u8, Math.Round(roofline.FlopsPerSecond / 1e9, 1));
        writer.WriteNumber("level1GigabytesPerSecond"u8, Math.Round(roofline.Level1BytesPerSecond / 1e9, 1));
        writer.WriteNumber("level2GigabytesPerSecond"u8, Math.Round(roofline.Level2BytesPerSecond / 1e9, 1));
        writer.WriteStartArray("rows"u8);
        foreach ((string what, ComparedTimes times) in lines)
        {
            writer.WriteStartObject();
            writer.WriteString("what"u8, what);
            WriteMicroseconds(writer, "loops", times.Loops);
            WriteMicroseconds(writer, "tensorPrimitives", times.TensorPrimitives);
            WriteMicroseconds(writer, "generated", times.Generated);
            WriteMicroseconds(writer, "onnxRuntime", times.OnnxRuntime);
            writer.WriteNumber("share"u8, Math.Round(times.Share, 3));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteMicroseconds(Utf8JsonWriter writer, string name, double? seconds)
    {
        if (seconds is { } known)
            writer.WriteNumber(name, Math.Round(known * 1e6, 3));
        else
            writer.WriteNull(name);
    }

    private static void WriteTable(TextWriter output, Roofline roofline, List<(string What, ComparedTimes Times)> lines)
    {
        string vectors = roofline.VectorBits > 32 ? $"with {roofline.VectorBits}-bit vectors" : "without vectors";
        output.WriteLine(string.Create(
            Invariant,
            $"{Processor.Name}, one core: {roofline.FlopsPerSecond / 1e9:F0} GFLOP/s {vectors}, reads L1 {roofline.Level1BytesPerSecond / 1e9:F0} and L2 {roofline.Level2BytesPerSecond / 1e9:F0} GB/s"));
        output.WriteLine("Microseconds per call on one thread, the least of many turns; share of what the machine could do at best.");
        output.WriteLine();
        output.WriteLine($"{"",-20}{"loops",12}{"TensorPrimitives",18}{"generated",12}{"ONNX Runtime",14}{"share",9}");
        foreach ((string what, ComparedTimes times) in lines)
        {
            output.WriteLine(
                $"{what,-20}{Microseconds(times.Loops),12}{Microseconds(times.TensorPrimitives),18}{Microseconds(times.Generated),12}"
                + string.Create(Invariant, $"{Microseconds(times.OnnxRuntime),14}{times.Share * 100,7:F0} %"));
        }
    }

    /// <summary>Three digits that count, and all those before the point.</summary>
    private static string Microseconds(double? seconds) => seconds is not { } known
        ? "-"
        : (known * 1e6).ToString(known < 1e-5 ? "F2" : known < 1e-4 ? "F1" : "N0", Invariant);
}
