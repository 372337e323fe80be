using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Unmask.Toy.Cli.Output;

/// <summary><c>--json</c>: one JSON object on standard output, complete or not at all.</summary>
internal static class JsonOutput
{
    public static Option<bool> NewOption() => new("--json") { Description = "One JSON object on standard output, and nothing else there" };

    /// <summary>Writes a record as one object.</summary>
    public static void Write<T>(TextWriter output, T record, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(record, type));
}
