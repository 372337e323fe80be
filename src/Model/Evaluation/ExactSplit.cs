using Unmask.Model.Diffusion;
using Unmask.Model.Learning;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The mean exact random-order likelihood of names. Where every name is too dear, as in a large split, a simple random sample of them
/// gives an unbiased estimate: the mean NELBO of all names plus the sample's mean of (exact − NELBO), which varies far less from name to
/// name than the likelihood itself (a difference estimator: Cochran 1977, chapter 7). The NELBO of the sample is estimated anew, from
/// enough masks that their noise no longer counts.
/// </summary>
public static class ExactSplit
{
    /// <summary>Random masks per name and number of masked slots for the NELBO of the sample.</summary>
    private const int GapRounds = 64;

    /// <summary>Computes the mean for some names, on all cores.</summary>
    /// <param name="denoiser">Forked for every thread; at most <see cref="ExactLikelihood.MaxSlots"/> slots.</param>
    /// <param name="rows">Clean rows <c>[names, Slots]</c>.</param>
    /// <param name="nelbo">The figures of the same denoiser and rows.</param>
    /// <param name="sample">The most names to compute exactly.</param>
    /// <param name="seed">Of the choice of names.</param>
    /// <param name="progress">Told how many names' worth of work is done.</param>
    /// <param name="cancellation">Looked at before each call of the denoiser.</param>
    /// <returns>Exact negative log-likelihood, nats per name.</returns>
    /// <exception cref="ArgumentException">The denoiser has too many slots, or the rows do not fit the figures.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Estimate Evaluate(
        IDenoiser denoiser,
        byte[] rows,
        HeldOutFigures nelbo,
        int sample = int.MaxValue,
        ulong seed = 0,
        Action<int>? progress = null,
        CancellationToken cancellation = default)
    {
        int slots = denoiser.Slots, names = nelbo.NatsPerName.Length;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sample);
        if (rows.Length != names * slots)
            throw new ArgumentException($"There are figures of {names} names, but {rows.Length} symbols.", nameof(rows));

        int[] chosen = Choose(names, Math.Min(sample, names), seed);
        byte[] sampled = [.. chosen.SelectMany(name => rows[(name * slots)..((name + 1) * slots)])];
        double[] nats = new double[chosen.Length];
        new ExactLikelihood(denoiser, Math.Min(Environment.ProcessorCount, chosen.Length)).LogLikelihoods(sampled, nats, progress, cancellation);
        nats = [.. nats.Select(log => -log)];
        if (chosen.Length == names)
            return Estimate.Of(nats);
        Estimate gap = Estimate.OfDifference(nats, HeldOut.Evaluate(denoiser, sampled, GapRounds, seed + 1, cancellation: cancellation).NatsPerName);
        return new Estimate(nelbo.Nelbo.Mean + gap.Mean, Math.Sqrt(Square(nelbo.Nelbo.StandardError) + Square(gap.StandardError)));
    }

    /// <summary>A simple random sample without replacement, ascending: the first draws of a Fisher–Yates shuffle.</summary>
    private static int[] Choose(int names, int count, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, names)];
        Xoshiro256 random = new(seed, stream: 0);
        for (int i = 0; i < count; i++)
        {
            int other = i + random.Next(names - i);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return [.. order[..count].Order()];
    }

    private static double Square(double value) => value * value;
}
