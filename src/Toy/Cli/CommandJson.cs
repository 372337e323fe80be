using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>The objects that commands print with <c>--json</c>: each has the keys, the order and the nulls of its record.</summary>
[JsonSerializable(typeof(BenchmarkJson))]
[JsonSerializable(typeof(ComparisonJson))]
[JsonSerializable(typeof(DuelJson))]
[JsonSerializable(typeof(EvaluationJson))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(GenerateJson))]
[JsonSerializable(typeof(KernelJson))]
[JsonSerializable(typeof(KernelListJson))]
[JsonSerializable(typeof(NoiseJson))]
[JsonSerializable(typeof(PredictJson))]
[JsonSerializable(typeof(ReplayJson))]
[JsonSerializable(typeof(ReverseStepsJson))]
[JsonSerializable(typeof(TemperaturesJson))]
[JsonSerializable(typeof(TrainingJson))]
internal sealed partial class CommandJson : JsonSerializerContext
{
    /// <summary>The largest whole number up to which a double represents all.</summary>
    private const ulong LastExact = (1UL << 53) - 1;

    /// <summary>Writes one line, with letters of all alphabets unescaped.</summary>
    public static CommandJson Line { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FigureConverter() },
    });

    /// <summary>A seed as text, if a double would round it; else null.</summary>
    public static string? TextOf(ulong? seed) => seed > LastExact ? $"{seed}" : null;
}
