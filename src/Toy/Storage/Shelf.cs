using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Model.Diffusion;

namespace Unmask.Toy.Storage;

/// <summary>A name that the player kept.</summary>
/// <param name="Name">The name.</param>
/// <param name="Game">The replay code of the game that it comes from; null if the name alone was kept, as before games were.</param>
internal sealed record KeptName(string Name, string? Game = null);

/// <summary>The names that the player kept, newest first.</summary>
internal sealed record Shelf(IReadOnlyList<KeptName> Kept)
{
    public const string File = "shelf.json";

    /// <summary>Games have a list of their own: versions from before games were kept read the names, and leave it as it is.</summary>
    private const string NamesKey = "names", GamesKey = "games", NameKey = "name", CodeKey = "code";

    /// <summary>The most names; beyond it the oldest is dropped.</summary>
    public const int Most = 200;

    public static Shelf Empty { get; } = new([]);

    public IReadOnlyList<string> Names { get; } = [.. Kept.Select(kept => kept.Name)];

    public bool Contains(string name) => Names.Contains(name);

    /// <summary>Reads the shelf from a file.</summary>
    /// <exception cref="JsonException">The file has no such content.</exception>
    public static Shelf Read(JsonObject file, Action<string> refuse)
    {
        KeptName[] games = [.. Entries.Read(file, GamesKey, GameIn, refuse)];
        return new([.. Entries.Read(file, NamesKey, NameIn, refuse).Distinct().Take(Most).Select(name => games.FirstOrDefault(game => game.Name == name) ?? new KeptName(name))]);
    }

    /// <summary>Writes names and games to a file.</summary>
    public void Write(JsonObject file)
    {
        Entries.Write(file, NamesKey, NameIn, Names, name => name);
        KeptName[] games = [.. Kept.Where(kept => kept.Game is not null)];
        if (games.Length > 0 || file.ContainsKey(GamesKey))
            Entries.Write(file, GamesKey, GameIn, games, game => new JsonObject { [NameKey] = game.Name, [CodeKey] = game.Game });
    }

    /// <summary>Adds a name that is not there yet.</summary>
    /// <param name="kept">The name.</param>
    /// <param name="place">The index that it gets, 0 for the newest.</param>
    public Shelf With(KeptName kept, int place = 0)
    {
        if (Contains(kept.Name))
            return this;
        int before = Math.Min(place, Kept.Count);
        return new([.. Kept.Take(before).Append(kept).Concat(Kept.Skip(before)).Take(Most)]);
    }

    /// <summary>Removes a name.</summary>
    public Shelf Without(string name) => Contains(name) ? new([.. Kept.Where(other => other.Name != name)]) : this;

    private static string? NameIn(JsonNode? entry) =>
        entry is JsonValue value && value.TryGetValue(out string? name) && name.Length is >= 1 and <= Board.MaxSlots && !name.Any(char.IsControl) ? name : null;

    /// <summary>Whether the code is one shows when it is played.</summary>
    private static KeptName? GameIn(JsonNode? entry) =>
        entry is JsonObject game && NameIn(game[NameKey]) is { } name && game[CodeKey] is JsonValue value && value.TryGetValue(out string? code) ? new(name, code) : null;
}
