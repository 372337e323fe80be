using System.Globalization;
using System.Text.Json;

namespace Unmask.Toy.Storage;

/// <summary>How a seed stands in JSON.</summary>
internal static class SeedJson
{
    /// <summary>The last whole number up to which a reader of doubles rounds none.</summary>
    private const ulong LastExact = (1UL << 53) - 1;

    /// <summary>Writes a seed as a number; one that readers of doubles would round, as text too, under <c>seedText</c>.</summary>
    public static void WriteSeed(this Utf8JsonWriter writer, ulong seed)
    {
        writer.WriteNumber("seed"u8, seed);
        if (seed > LastExact)
            writer.WriteString("seedText"u8, seed.ToString(CultureInfo.InvariantCulture));
    }
}
