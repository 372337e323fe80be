using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Storage;

/// <summary>The names that the player kept, newest first.</summary>
internal sealed record Shelf(IReadOnlyList<string> Names)
{
    public const string File = "shelf.json";

    private const string Key = "names";

    /// <summary>The most names; beyond it the oldest is dropped.</summary>
    public const int Most = 200;

    public static Shelf Empty { get; } = new([]);

    public bool Contains(string name) => Names.Contains(name);

    /// <summary>Reads the shelf from a file.</summary>
    /// <exception cref="JsonException">The file has no such content.</exception>
    public static Shelf Read(JsonObject file, Action<string> refuse) => new([.. Entries.Read(file, Key, NameIn, refuse).Take(Most)]);

    /// <summary>Writes the names to a file.</summary>
    public void Write(JsonObject file) => Entries.Write(file, Key, NameIn, Names, name => name);

    /// <summary>Adds a name, or removes it.</summary>
    public Shelf With(string name, bool liked) =>
        Contains(name) == liked ? this
        : liked ? new([.. Names.Prepend(name).Take(Most)])
        : new([.. Names.Where(other => other != name)]);

    private static string? NameIn(JsonNode? entry) =>
        entry is JsonValue value && value.TryGetValue(out string? name) && name.Length is >= 1 and <= Board.MaxSlots && !name.Any(char.IsControl) ? name : null;
}
