using Unmask.Model.Names;

namespace Unmask.Toy.Game.Play;

/// <summary>What is known about a finished name.</summary>
/// <param name="Novelty">Known, real or new; its rank and the people who bear it.</param>
/// <param name="Nearest">The known names that are fewest letters away, nearest first.</param>
/// <param name="Nats">The negative log-likelihood, where it could be computed.</param>
internal sealed record NameFacts(Novelty Novelty, IReadOnlyList<string> Nearest, double? Nats = null)
{
    private const int MostNearest = 3;

    /// <summary>Looks a name up. Takes some milliseconds: work for a worker.</summary>
    public static NameFacts Of(string name, NameSet names)
    {
        Span<byte> letters = stackalloc byte[NameSet.LongestName];
        if (!names.Alphabet.TryEncode(name, letters))
            return new NameFacts(Novelty.New, []);
        Span<Neighbor> nearest = stackalloc Neighbor[MostNearest];
        int found = NearestNames.Find(names, letters[..name.Length], nearest);
        string[] near = new string[found];
        for (int i = 0; i < found; i++)
            near[i] = names[nearest[i].Name];
        return new NameFacts(names.NoveltyOf(name), near);
    }
}
