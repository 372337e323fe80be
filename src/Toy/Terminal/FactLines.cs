using System.Globalization;
using Unmask.Model.Names;
using Unmask.Toy.Facts;

namespace Unmask.Toy.Terminal;

/// <summary>The facts of a finished name as lines of text. The last name's are kept, because a board is drawn far more often than finished.</summary>
internal sealed class FactLines(FactBook book)
{
    private (string Name, IReadOnlyList<string> Lines) last = ("", []);

    /// <summary>One line for novelty and likelihood, and one for the nearest known names.</summary>
    public IReadOnlyList<string> Of(string name)
    {
        if (last.Name != name)
            last = (name, Write(name, book.Of(name)));
        return last.Lines;
    }

    private static string[] Write(string name, FactSheet facts)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string title = $"{char.ToUpperInvariant(name[0])}{name[1..]}";
        Novelty novelty = facts.Novelty;
        string line = novelty.Kind switch
        {
            NoveltyKind.Known when novelty.Births == 0 => string.Create(invariant, $"{title} is known: number {novelty.Rank:N0} of its list"),
            NoveltyKind.Unknown => $"{title}: known or new? Name the training data with --data",
            NoveltyKind.Known => string.Create(invariant, $"{title} is known: number {novelty.Rank:N0}, {novelty.Births:N0} people"),
            NoveltyKind.Real => string.Create(invariant, $"{title} is real: never trained on, but {novelty.Births:N0} people bear it"),
            _ => $"{title} is new: nobody in the data bears it",
        };
        if (facts.Nats is { } nats)
            line += facts.IsExact ? string.Create(invariant, $"; {nats:F2} nats, exact") : string.Create(invariant, $"; about {nats:F1} nats");
        return facts.Nearest.Count > 0 ? [line, $"nearest: {string.Join(", ", facts.Nearest)}"] : [line];
    }
}
