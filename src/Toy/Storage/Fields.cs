using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Unmask.Toy.Storage;

/// <summary>Reads a record key by key from a JSON object that people may have edited. A senseless value does not affect the others.</summary>
internal static class Fields
{
    /// <summary>The record that <paramref name="file"/> describes.</summary>
    /// <param name="file">May lack keys; unknown keys are ignored.</param>
    /// <param name="type">The record's JSON contract.</param>
    /// <param name="usual">Default values for missing keys and senseless values.</param>
    /// <param name="sane">Corrects impossible values; returns its argument if there are none.</param>
    /// <param name="refuse">Receives a sentence about each senseless value.</param>
    public static T Read<T>(JsonObject file, JsonTypeInfo<T> type, T usual, Func<T, T> sane, Action<string> refuse)
        where T : class
    {
        JsonObject whole = ObjectOf(usual, type);
        foreach (JsonPropertyInfo property in type.Properties)
        {
            string key = property.Name;
            if (!file.TryGetPropertyValue(key, out JsonNode? value))
                continue;
            JsonNode?[] possible = [.. Meanings(value).Where(meaning => IsPossible(key, meaning)).Take(1)];
            if (possible.Length > 0)
                whole[key] = possible[0]?.DeepClone();
            else
                refuse($"\"{key}\" cannot be {Shown(value)}, so it is as if it were not there.");
        }
        return Record(whole)!;

        bool IsPossible(string key, JsonNode? value)
        {
            JsonObject trial = ObjectOf(usual, type);
            trial[key] = value?.DeepClone();
            return Record(trial) is { } read && read.Equals(sane(read));
        }

        T? Record(JsonObject from)
        {
            try
            {
                return from.Deserialize(type);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The keys whose values differ between two records, with the values of the second.</summary>
    public static IReadOnlyList<(string Key, JsonNode? Value)> Changes<T>(T before, T after, JsonTypeInfo<T> type)
    {
        (JsonObject old, JsonObject now) = (ObjectOf(before, type), ObjectOf(after, type));
        return [.. now.Where(entry => !JsonNode.DeepEquals(old[entry.Key], entry.Value)).Select(entry => (entry.Key, entry.Value))];
    }

    private static JsonObject ObjectOf<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(record, type)!.AsObject();

    /// <summary>The value itself, then its likely meaning: "true" is true, "12" is 12, 12.0 is 12.</summary>
    private static IEnumerable<JsonNode?> Meanings(JsonNode? value)
    {
        yield return value;
        if (value is not JsonValue simple)
            yield break;
        if (simple.TryGetValue(out string? text))
        {
            if (bool.TryParse(text, out bool truth))
                yield return truth;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            {
                yield return number;
                yield return (long)number == number ? (long)number : null;
            }
        }
        else if (simple.TryGetValue(out double number) && number is > -1e15 and < 1e15 && (long)number == number)
        {
            yield return (long)number;
        }
    }

    private static string Shown(JsonNode? value)
    {
        const int Longest = 40;
        string text = value?.ToJsonString() ?? "null";
        return text.Length <= Longest ? text : $"{text[..Longest]}…";
    }
}
