using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>A sampler and the quality of its names.</summary>
/// <param name="Settings">The sampler.</param>
/// <param name="Quality">Quality of the names.</param>
/// <param name="Passes">Steps per name. With introspective remasking, a step that masks letters again asks the denoiser once more, for several rows.</param>
public readonly record struct SamplerFigures(SamplerSettings Settings, SampleQuality Quality, double Passes);

/// <summary>Completions of one constraint.</summary>
/// <param name="Real">Share of completions that people bear.</param>
/// <param name="Names">Number of completions.</param>
/// <param name="Tries">Names that were made to get them.</param>
public readonly record struct Completions(double Real, int Names, int Tries);

/// <summary>Measures samplers of one denoiser side by side, with names under the same seed.</summary>
/// <param name="denoiser">Forked for every thread.</param>
/// <param name="names">The dataset, its index built.</param>
/// <param name="meter">Measures names against the ones trained on.</param>
/// <param name="seed">Of all names.</param>
public sealed class SamplerComparison(IDenoiser denoiser, NameSet names, SampleQualityMeter meter, ulong seed)
{
    /// <summary>Rejection gives up after so many names.</summary>
    public const int MaxTries = 100_000;

    /// <summary>Every reveal order but the player's own with every remasking, in that many steps.</summary>
    public static IEnumerable<SamplerSettings> Samplers(int steps, float temperature) =>
        from order in RevealOrders.All
        where order != RevealOrders.Own
        from remasking in Remaskings.All
        select new SamplerSettings(order, steps, temperature) { Remasking = remasking };

    /// <summary>The quality of names without constraints.</summary>
    public SamplerFigures Measure(SamplerSettings settings, int count)
    {
        GeneratedName[] made = [.. Batch(denoiser, game => NewBoard(settings, game)).Generate(count)];
        return new SamplerFigures(settings, meter.Measure([.. made.SelectMany(name => name.Row)]), made.Average(name => name.Moves));
    }

    /// <summary>Names under a pattern's constraints.</summary>
    /// <exception cref="PatternException">The pattern is none, or cannot be satisfied.</exception>
    public Completions Complete(IDenoiser by, SamplerSettings settings, string pattern, int count)
    {
        int real = Batch(by, game => Pattern.Apply(pattern, NewBoard(settings, game))).Generate(count).Count(IsReal);
        return new Completions((double)real / count, count, count);
    }

    /// <summary>Names without constraints, of which those are kept that satisfy the pattern: at most <see cref="MaxTries"/> are tried.</summary>
    /// <exception cref="PatternException">The pattern is none, or cannot be satisfied.</exception>
    public Completions Reject(IDenoiser by, SamplerSettings settings, string pattern, int count)
    {
        Board wanted = Pattern.Apply(pattern, NewBoard(settings, 0));
        int kept = 0, real = 0, tries = 0;
        foreach (GeneratedName name in Batch(by, game => NewBoard(settings, game)).Generate(MaxTries))
        {
            tries++;
            if (!Satisfies(name.Row, wanted))
                continue;
            real += IsReal(name) ? 1 : 0;
            if (++kept == count)
                break;
        }
        return new Completions((double)real / Math.Max(kept, 1), kept, tries);
    }

    private static bool Satisfies(ReadOnlySpan<byte> row, in Board board)
    {
        for (int slot = 0; slot < row.Length; slot++)
        {
            if (!board[slot].Allowed.Contains(row[slot]))
                return false;
        }
        return true;
    }

    private bool IsReal(GeneratedName name) => names.NoveltyOf(name.Name).Kind != NoveltyKind.New;

    private NameBatch Batch(IDenoiser by, Func<ulong, Board> newBoard) => new(by, newBoard, seed, withLikelihood: false);

    private Board NewBoard(SamplerSettings settings, ulong game) => new(denoiser.Alphabet, denoiser.Slots, settings, game);
}
