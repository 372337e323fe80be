using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;

namespace Unmask.Toy.Play;

/// <summary>Facts about a finished name.</summary>
/// <param name="Novelty">Known, real or new; unknown without the training data.</param>
/// <param name="Nearest">The known names that are fewest edits away, nearest first.</param>
/// <param name="Nats">Its negative log-likelihood; null if the denoiser cannot produce the name.</param>
/// <param name="IsExact">The likelihood is exact rather than estimated.</param>
internal sealed record FactSheet(Novelty Novelty, IReadOnlyList<string> Nearest, double? Nats, bool IsExact)
{
    /// <summary>Its likelihood under the very sampler of the game, from an empty row, in words; null if that has none that is exact.</summary>
    public string? BySampler { get; init; }

    /// <summary>The likelihood in words; null if there is none.</summary>
    public string? Likelihood => Nats is { } nats ? IsExact ? $"{Odds.Of(nats)} ({nats:0.00} nats, exact)" : $"about {Odds.Of(nats)} ({nats:0.0} nats)" : null;

    /// <summary>The nearest names in words; null if there are none.</summary>
    public string? Neighbors => Nearest.Count > 0 ? $"nearest: {string.Join(", ", Nearest)}" : null;

    /// <summary>The kind of name in one word, and what the word means.</summary>
    public (string Word, string Meaning) Verdict => Novelty.Kind switch
    {
        NoveltyKind.Known => ("known", "one of the names it knows"),
        NoveltyKind.Real => ("real", "never seen, yet people bear it"),
        NoveltyKind.Unknown => ("open", "its data are not here"),
        _ => ("new", "nobody in the data bears it"),
    };

    /// <summary>The other facts, one a line.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (Novelty.Births > 0)
                yield return $"rank {Novelty.Rank:N0} · {Novelty.Births:N0} people";
            else if (Novelty.Rank > 0)
                yield return $"number {Novelty.Rank:N0} of its list";
            if (Likelihood is { } likelihood)
                yield return likelihood;
            if (BySampler is { } bySampler)
                yield return bySampler;
            if (Neighbors is { } neighbors)
                yield return neighbors;
        }
    }
}

/// <summary>
/// Looks up facts about names for the window and the terminal. Dataset and buffers are created on first use. Thread-safe.
/// </summary>
/// <param name="denoiser">Forked for the likelihood.</param>
internal sealed class FactBook(IDenoiser denoiser)
{
    /// <summary>Rows that are predicted before anything is said: a transformer needs a fifth of a second for them, and far less for an ordinary name.</summary>
    private const int StatesAtOnce = 4096;

    private const int NeighborsShown = 3;

    private readonly Lock _entry = new();
    private readonly Lazy<NameSet?> _names = new(() => TrainingNames.Of(denoiser));
    private ExactLikelihood? _exact;
    private SampledLikelihood? _sampled;
    private SamplerLikelihood? _bySampler;

    public IDenoiser Denoiser => denoiser;

    /// <summary>A name's likelihood can be computed exactly, that of a long name given some seconds.</summary>
    public bool CanBeExact => denoiser.IsCausal || denoiser.Slots <= ExactLikelihood.MaxSlots;

    /// <summary>What can be said at once; the likelihood of a long name is estimated.</summary>
    /// <param name="name">The name.</param>
    /// <param name="settings">The sampler that made it.</param>
    public FactSheet Of(string name, SamplerSettings settings)
    {
        lock (_entry)
        {
            byte[] row = new byte[denoiser.Slots];
            if (!denoiser.Alphabet.TryEncode(name, row))
                return new FactSheet(_names.Value is null ? Novelty.Unknown : Novelty.New, [], null, IsExact: true);
            bool isExact = denoiser.IsCausal || CanBeExact && ExactLikelihood.StatesOf(name.Length, denoiser.Slots) <= StatesAtOnce;
            double nats = isExact ? ExactNats(row, default) : -(_sampled ??= new SampledLikelihood(denoiser.Fork())).LogLikelihood(row);
            FactSheet facts = _names.Value is { } known
                ? new FactSheet(known.NoveltyOf(name), Nearest(known, row.AsSpan(0, name.Length)), nats, isExact)
                : new FactSheet(Novelty.Unknown, [], nats, isExact);
            return settings.Order != RevealOrders.Random || isExact ? facts with { BySampler = BySampler(settings, row) } : facts;
        }
    }

    /// <summary>The same facts with the exact likelihood, where <see cref="CanBeExact"/>.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FactSheet MakeExact(FactSheet facts, string name, CancellationToken cancellation)
    {
        lock (_entry)
        {
            byte[] row = new byte[denoiser.Slots];
            return denoiser.Alphabet.TryEncode(name, row) ? facts with { Nats = ExactNats(row, cancellation), IsExact = true } : facts;
        }
    }

    private string? BySampler(SamplerSettings settings, byte[] row)
    {
        var start = new Board(denoiser.Alphabet, denoiser.Slots, settings, seed: 0);
        if (SamplerLikelihood.Refusal(denoiser, start) is not null)
            return null;
        double log = 0;
        (_bySampler ??= new SamplerLikelihood(denoiser.Fork())).LogLikelihoods(start, row, new Span<double>(ref log));
        int steps = Math.Min(settings.Steps, settings.Order.MostSteps(denoiser.Slots));
        return double.IsNegativeInfinity(log) ? null : $"{settings.Order.Name} in {steps}: {Odds.Of(-log)} ({-log:0.00} nats)";
    }

    private double ExactNats(byte[] row, CancellationToken cancellation) =>
        -(_exact ??= new ExactLikelihood(denoiser.Fork())).LogLikelihood(row, cancellation);

    private static string[] Nearest(NameSet names, ReadOnlySpan<byte> letters)
    {
        Span<Neighbor> nearest = stackalloc Neighbor[NeighborsShown];
        string[] texts = new string[NearestNames.Find(names, letters, nearest)];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = names[nearest[i].Name];
        return texts;
    }
}
