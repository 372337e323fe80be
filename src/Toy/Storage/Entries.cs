using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Toy.Storage;

/// <summary>A list in a JSON object, entry by entry. Unreadable entries are skipped, and stay in the file.</summary>
internal static class Entries
{
    /// <summary>The readable entries.</summary>
    /// <param name="file">The object with the list.</param>
    /// <param name="key">The list's key; without it the list is empty.</param>
    /// <param name="read">Returns an entry; null if it cannot be read.</param>
    /// <param name="refuse">Receives the number of unreadable entries, if there are any.</param>
    /// <exception cref="JsonException">The key holds something other than a list.</exception>
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

    /// <summary>Replaces the readable entries.</summary>
    /// <exception cref="JsonException">The key holds something other than a list.</exception>
    public static void Write<T>(JsonObject file, string key, Func<JsonNode?, T?> read, IEnumerable<T> entries, Func<T, JsonNode?> write)
        where T : class =>
        file[key] = new JsonArray([.. entries.Select(write), .. ListOf(file, key).Where(entry => read(entry) is null).Select(entry => entry?.DeepClone())]);

    private static JsonArray ListOf(JsonObject file, string key) => file.TryGetPropertyValue(key, out JsonNode? list)
        ? list as JsonArray ?? throw new JsonException($"\"{key}\" is no list")
        : [];
}
