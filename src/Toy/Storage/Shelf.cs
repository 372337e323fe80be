using Unmask.Model.Diffusion;

namespace Unmask.Toy.Storage;

/// <summary>The names that the player liked, newest first.</summary>
internal sealed record Shelf(IReadOnlyList<string> Names)
{
    public const string File = "shelf.json";

    /// <summary>More than this and the oldest goes.</summary>
    public const int Most = 200;

    public static Shelf Empty { get; } = new([]);

    public bool Contains(string name) => Names.Contains(name);

    /// <summary>The same without what is no name (somebody edited the file).</summary>
    public Shelf Sane() => new([.. Names.Where(name => name is { Length: >= 1 and <= Board.MaxSlots } && !name.Any(char.IsControl)).Take(Most)]);

    /// <summary>Likes a name, or likes it no more.</summary>
    public Shelf Toggle(string name) =>
        Contains(name) ? new([.. Names.Where(other => other != name)]) : new([.. Names.Prepend(name).Take(Most)]);
}
