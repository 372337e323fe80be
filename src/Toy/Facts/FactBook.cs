using Unmask.Model.Denoisers;
using Unmask.Model.Evaluation;
using Unmask.Model.Names;

namespace Unmask.Toy.Facts;

/// <summary>What there is to say about a finished name.</summary>
/// <param name="Novelty">Known, real, new, or unknown where the training data are not at hand.</param>
/// <param name="Nearest">The known names that are fewest edits away, nearest first.</param>
/// <param name="Nats">Its exact negative log-likelihood; null where the denoiser has too many slots for it.</param>
internal sealed record FactSheet(Novelty Novelty, IReadOnlyList<string> Nearest, double? Nats);

/// <summary>
/// Looks names up for the window and the terminal. Dataset and working memory are made when the first name is asked about, not before.
/// Any thread may ask.
/// </summary>
/// <param name="denoiser">Forked for the likelihood.</param>
internal sealed class FactBook(IDenoiser denoiser)
{
    /// <summary>2¹² = 4,096 predictions are some milliseconds; every further slot doubles them.</summary>
    private const int ExactSlots = 12;

    private const int NeighborsShown = 3;

    private readonly Lock entry = new();
    private readonly Lazy<NameSet?> names = new(() => TrainingNames.Of(denoiser));
    private ExactLikelihood? likelihood;

    /// <summary>A name's likelihood is computed exactly for this denoiser.</summary>
    public static bool IsExactFor(IDenoiser denoiser) => denoiser.IsCausal || denoiser.Slots <= ExactSlots;

    public FactSheet Of(string name)
    {
        lock (entry)
        {
            byte[] row = new byte[denoiser.Slots];
            if (!denoiser.Alphabet.TryEncode(name, row))
                return new FactSheet(names.Value is null ? Novelty.Unknown : Novelty.New, [], null);
            double? nats = null;
            if (IsExactFor(denoiser))
                nats = -(likelihood ??= new ExactLikelihood(denoiser.Fork())).LogLikelihood(row);
            return names.Value is { } known
                ? new FactSheet(known.NoveltyOf(name), Nearest(known, row.AsSpan(0, name.Length)), nats)
                : new FactSheet(Novelty.Unknown, [], nats);
        }
    }

    private static string[] Nearest(NameSet names, ReadOnlySpan<byte> letters)
    {
        Span<Neighbor> nearest = stackalloc Neighbor[NeighborsShown];
        string[] texts = new string[NearestNames.Find(names, letters, nearest)];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = names[nearest[i].Name];
        return texts;
    }
}
