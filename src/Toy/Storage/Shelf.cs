using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Storage;

/// <summary>The names that the player liked, newest first.</summary>
internal sealed record Shelf(IReadOnlyList<string> Names)
{
    public const string File = "shelf.json";

    private const string Key = "names";

    /// <summary>More than this and the oldest goes.</summary>
    public const int Most = 200;

    public static Shelf Empty { get; } = new([]);

    public bool Contains(string name) => Names.Contains(name);

    /// <summary>The shelf that a file describes.</summary>
    /// <exception cref="JsonException">It describes none.</exception>
    public static Shelf Read(JsonObject file, Action<string> refuse) => new([.. Entries.Read(file, Key, NameIn, refuse).Take(Most)]);

    /// <summary>Puts the names into a file.</summary>
    public void Write(JsonObject file) => Entries.Write(file, Key, NameIn, Names, name => name);

    /// <summary>Likes a name, or likes it no more.</summary>
    public Shelf With(string name, bool liked) =>
        Contains(name) == liked ? this
        : liked ? new([.. Names.Prepend(name).Take(Most)])
        : new([.. Names.Where(other => other != name)]);

    private static string? NameIn(JsonNode? entry) =>
        entry is JsonValue value && value.TryGetValue(out string? name) && name.Length is >= 1 and <= Board.MaxSlots && !name.Any(char.IsControl) ? name : null;
}
