using System.Globalization;
using Unmask.Model.Denoisers;
using Unmask.Model.Evaluation;
using Unmask.Model.Names;

namespace Unmask.Toy.Terminal;

/// <summary>What there is to say about a finished name. The dataset is loaded when the first name is finished, not before.</summary>
internal sealed class NameFacts(IDenoiser denoiser)
{
    /// <summary>2¹² = 4,096 predictions are some milliseconds; every further slot doubles them.</summary>
    private const int ExactSlots = 12;

    private readonly Lazy<NameSet> names = new(() => NameSet.LoadBuiltIn(denoiser.Alphabet));
    private readonly Lazy<ExactLikelihood?> likelihood =
        new(() => denoiser.Slots <= ExactSlots ? new ExactLikelihood(denoiser.Fork()) : null);

    private (string Name, IReadOnlyList<string> Lines) last = ("", []);

    /// <summary>One line for novelty and likelihood, and one for the nearest known names.</summary>
    public IReadOnlyList<string> Of(string name)
    {
        if (last.Name != name)
            last = (name, Compute(name));
        return last.Lines;
    }

    private List<string> Compute(string name)
    {
        string title = $"{char.ToUpperInvariant(name[0])}{name[1..]}";
        CultureInfo invariant = CultureInfo.InvariantCulture;
        Novelty novelty = names.Value.NoveltyOf(name);
        string line = novelty.Kind switch
        {
            NoveltyKind.Known => string.Create(invariant, $"{title} is known: number {novelty.Rank:N0}, {novelty.Births:N0} people"),
            NoveltyKind.Real => string.Create(invariant, $"{title} is real: never trained on, but {novelty.Births:N0} people bear it"),
            _ => $"{title} is new: nobody in the data bears it",
        };
        Span<byte> row = stackalloc byte[denoiser.Slots];
        if (likelihood.Value is { } exact && denoiser.Alphabet.TryEncode(name, row))
            line += string.Create(invariant, $"; {-exact.LogLikelihood(row):F2} nats, exact");
        return [line, $"nearest: {string.Join(", ", Nearest(name))}"];
    }

    private string[] Nearest(string name)
    {
        Span<byte> letters = stackalloc byte[name.Length];
        Span<Neighbor> nearest = stackalloc Neighbor[3];
        if (!denoiser.Alphabet.TryEncode(name, letters))
            return [];
        int found = NearestNames.Find(names.Value, letters, nearest);
        string[] texts = new string[found];
        for (int i = 0; i < found; i++)
            texts[i] = names.Value[nearest[i].Name];
        return texts;
    }
}
