using Unmask.Bench.Measuring;
using Unmask.Bench.OnnxRuntime;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>The figures of a benchmark, as a table and as JSON.</summary>
internal sealed class BenchmarkReport(Roofline roofline)
{
    private readonly List<(string What, ComparedTimes Times)> _predictions = [];
    private readonly List<(string What, TrainingStep Step)> _trainingSteps = [];

    /// <summary>Single products beside native libraries; null unless asked for.</summary>
    public BenchmarkProducts? Products { get; init; }

    public int Count => _predictions.Count + _trainingSteps.Count;

    public void Add(string what, ComparedTimes times) => _predictions.Add((what, times));

    public void Add(string what, TrainingStep step) => _trainingSteps.Add((what, step));

    public BenchmarkJson ToJson() => new(
        Processor.Name,
        roofline.VectorBits,
        Math.Round(roofline.FlopsPerSecond / 1e9, 1),
        Math.Round(roofline.Level1BytesPerSecond / 1e9, 1),
        Math.Round(roofline.Level2BytesPerSecond / 1e9, 1),
        _predictions.Select(row => new BenchmarkJson.Prediction(
            row.What,
            Rounded(row.Times.Loops),
            Rounded(row.Times.TensorPrimitives),
            Rounded(row.Times.Generated),
            row.Times.OnnxRuntime is { } seconds ? Rounded(seconds) : null,
            Math.Round(row.Times.Share, 3))),
        _trainingSteps.Select(row => new BenchmarkJson.TrainingStep(row.What, Rounded(row.Step.Seconds), Math.Round(row.Step.Share, 3))),
        Products?.ToJson() ?? [],
        Products?.ContendersToJson() ?? []);

    public void WriteTable(TextWriter output)
    {
        string vectors = roofline.VectorBits > 32 ? $"with {roofline.VectorBits}-bit vectors" : "without vectors";
        Tty.WriteFitted(output, $"{Processor.Name}, one core: {roofline.FlopsPerSecond / 1e9:F0} GFLOP/s {vectors}, reads L1 {roofline.Level1BytesPerSecond / 1e9:F0} and L2 {roofline.Level2BytesPerSecond / 1e9:F0} GB/s");
        if (Products is not null)
        {
            Products.WriteTable(output);
            return;
        }
        Tty.WriteFitted(output, "Microseconds per call on one thread, the least of many turns; share of what the machine could do at best.");
        output.WriteLine();
        IEnumerable<string[]> rows =
        [
            .. from row in _predictions
               let times = row.Times
               select (string[])[row.What, Microseconds(times.Loops), Microseconds(times.TensorPrimitives), Microseconds(times.Generated), Microseconds(times.OnnxRuntime), Percent(times.Share)],
            .. from row in _trainingSteps
               select (string[])[row.What, "", "", Microseconds(row.Step.Seconds), "", Percent(row.Step.Share)],
        ];
        foreach (string line in FittedText.Table(["what", "loops", "TensorPrimitives", "generated", "ONNX Runtime", "share"], [.. rows], Tty.Columns, words: 1))
            output.WriteLine(line);
        if (_predictions.All(row => row.Times.OnnxRuntime is null))
        {
            output.WriteLine();
            Tty.WriteFitted(output, $"ONNX Runtime is not here: {OnnxLibrary.Absence}.");
        }
    }

    private static double Rounded(double seconds) => Math.Round(seconds * 1e6, 3);

    /// <summary>Three significant digits, and all digits before the point.</summary>
    private static string Microseconds(double? seconds) => seconds is not { } known
        ? "-"
        : (known * 1e6).ToString(known < 1e-5 ? "F2" : known < 1e-4 ? "F1" : "N0");

    private static string Percent(double share) => $"{share * 100:F0} %";
}

/// <summary>
/// Times in microseconds; null for a missing implementation. <c>share</c> is that of the roofline, 1 at best. Training has no other implementations.
/// <c>products</c> and <c>contenders</c> are empty without <c>--products</c>, <c>rows</c> and <c>training</c> with it.
/// </summary>
internal sealed record BenchmarkJson(
    string Processor,
    int VectorBits,
    double Gigaflops,
    double Level1GigabytesPerSecond,
    double Level2GigabytesPerSecond,
    IEnumerable<BenchmarkJson.Prediction> Rows,
    IEnumerable<BenchmarkJson.TrainingStep> Training,
    IEnumerable<BenchmarkJson.Product> Products,
    IEnumerable<BenchmarkJson.Contender> Contenders)
{
    internal sealed record Prediction(string What, double Loops, double TensorPrimitives, double Generated, double? OnnxRuntime, double Share);

    internal sealed record TrainingStep(string What, double Generated, double Share);

    /// <summary>GFLOP/s by contender.</summary>
    internal sealed record Product(int Rows, int In, int Out, IReadOnlyDictionary<string, double> Gigaflops);

    /// <summary>A version, or the reason why it is missing.</summary>
    internal sealed record Contender(string Name, string? Version, string? Missing);
}
