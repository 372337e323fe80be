using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Unmask.Toy.Cli.Output;

namespace Unmask.Toy.Cli;

/// <summary>What the commands print with <c>--json</c>. Names, order and nulls of a record's properties are those of the printed object.</summary>
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
    /// <summary>The last whole number up to which a reader of doubles rounds none.</summary>
    private const ulong LastExact = (1UL << 53) - 1;

    /// <summary>In one line, and letters of all alphabets as they are.</summary>
    public static CommandJson Line { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FigureConverter() },
    });

    /// <summary>A seed as text, if readers of doubles would round it.</summary>
    public static string? TextOf(ulong? seed) => seed > LastExact ? $"{seed}" : null;
}
