using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unmask.Toy.Cli.Output;

/// <summary>What <c>--json</c> promises: one JSON object on standard output, complete or not at all.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Format = new() { Indented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Option<bool> NewOption() => new("--json") { Description = "One JSON object on standard output, and nothing else there" };

    /// <summary>Writes a figure with six decimals; one that is not known, or not a number, as null.</summary>
    public static void WriteNumber(this Utf8JsonWriter writer, ReadOnlySpan<byte> key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            writer.WriteNumber(key, Math.Round(number, 6));
        else
            writer.WriteNull(key);
    }

    /// <summary>Writes one object, whose properties <paramref name="write"/> adds.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }
}
