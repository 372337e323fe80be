using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Toy.Storage;

/// <summary>A list in a JSON object, entry by entry. Entries that cannot be read are passed over, and stay in the file.</summary>
internal static class Entries
{
    /// <summary>The entries that can be read.</summary>
    /// <param name="file">Where the list is.</param>
    /// <param name="key">The list's key; the list is empty where the file has none.</param>
    /// <param name="read">An entry, or null if it cannot be read.</param>
    /// <param name="refuse">Told how many cannot be read, if any.</param>
    /// <exception cref="JsonException">There is something else than a list.</exception>
    public static IEnumerable<T> Read<T>(JsonObject file, string key, Func<JsonNode?, T?> read, Action<string> refuse)
        where T : class
    {
        JsonArray list = ListOf(file, key);
        T[] good = [.. list.Select(read).OfType<T>()];
        int bad = list.Count - good.Length;
        if (bad > 0)
            refuse($"{bad} of {list.Count} entries cannot be read; they are passed over.");
        return good;
    }

    /// <summary>Writes entries in the place of those that can be read.</summary>
    /// <exception cref="JsonException">There is something else than a list.</exception>
    public static void Write<T>(JsonObject file, string key, Func<JsonNode?, T?> read, IEnumerable<T> entries, Func<T, JsonNode?> write)
        where T : class =>
        file[key] = new JsonArray([.. entries.Select(write), .. ListOf(file, key).Where(entry => read(entry) is null).Select(entry => entry?.DeepClone())]);

    private static JsonArray ListOf(JsonObject file, string key) => file.TryGetPropertyValue(key, out JsonNode? list)
        ? list as JsonArray ?? throw new JsonException($"\"{key}\" is no list")
        : [];
}
