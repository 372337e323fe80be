using System.Globalization;
using System.Text.Json;
using Unmask.Bench.Measuring;
using Unmask.Bench.OnnxRuntime;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>What a benchmark has measured, as a table for eyes and as JSON for programs.</summary>
internal sealed class BenchmarkReport(Roofline roofline)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly List<(string What, ComparedTimes Times)> _predictions = [];
    private readonly List<(string What, TrainingStep Step)> _trainingSteps = [];

    public int Count => _predictions.Count + _trainingSteps.Count;

    public void Add(string what, ComparedTimes times) => _predictions.Add((what, times));

    public void Add(string what, TrainingStep step) => _trainingSteps.Add((what, step));

    /// <summary>
    /// Times in microseconds; null where a peer is not here. <c>share</c> of the roofline, 1 at best. <c>rows</c> are
    /// predictions; <c>training</c> has no peers.
    /// </summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteString("processor"u8, Processor.Name);
        writer.WriteNumber("vectorBits"u8, roofline.VectorBits);
        writer.WriteNumber("gigaflops"u8, Math.Round(roofline.FlopsPerSecond / 1e9, 1));
        writer.WriteNumber("level1GigabytesPerSecond"u8, Math.Round(roofline.Level1BytesPerSecond / 1e9, 1));
        writer.WriteNumber("level2GigabytesPerSecond"u8, Math.Round(roofline.Level2BytesPerSecond / 1e9, 1));
        writer.WriteStartArray("rows"u8);
        foreach ((string what, ComparedTimes times) in _predictions)
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
        writer.WriteStartArray("training"u8);
        foreach ((string what, TrainingStep step) in _trainingSteps)
        {
            writer.WriteStartObject();
            writer.WriteString("what"u8, what);
            WriteMicroseconds(writer, "generated", step.Seconds);
            writer.WriteNumber("share"u8, Math.Round(step.Share, 3));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public void WriteTable(TextWriter output)
    {
        string vectors = roofline.VectorBits > 32 ? $"with {roofline.VectorBits}-bit vectors" : "without vectors";
        Tty.WriteFitted(output, string.Create(
            Invariant,
            $"{Processor.Name}, one core: {roofline.FlopsPerSecond / 1e9:F0} GFLOP/s {vectors}, reads L1 {roofline.Level1BytesPerSecond / 1e9:F0} and L2 {roofline.Level2BytesPerSecond / 1e9:F0} GB/s"));
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
            Tty.WriteFitted(output, $"ONNX Runtime is not here: ./unmask benchmark fetches it, or {OnnxLibrary.Variable} names the library of another copy.");
        }
    }

    private static void WriteMicroseconds(Utf8JsonWriter writer, string name, double? seconds)
    {
        if (seconds is { } known)
            writer.WriteNumber(name, Math.Round(known * 1e6, 3));
        else
            writer.WriteNull(name);
    }

    /// <summary>Three digits that count, and all those before the point.</summary>
    private static string Microseconds(double? seconds) => seconds is not { } known
        ? "-"
        : (known * 1e6).ToString(known < 1e-5 ? "F2" : known < 1e-4 ? "F1" : "N0", Invariant);

    private static string Percent(double share) => string.Create(Invariant, $"{share * 100:F0} %");
}
