using System.Text.Json;
using System.Text.Json.Serialization;

namespace Unmask.Toy.Cli.Output;

/// <summary>Writes a figure with six decimals; NaN and infinities as null.</summary>
internal sealed class FigureConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(Math.Round(value, 6));
        else
            writer.WriteNullValue();
    }
}
