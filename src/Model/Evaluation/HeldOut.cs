using Unmask.Model.Diffusion;
using Unmask.Model.Learning;

namespace Unmask.Model.Evaluation;

/// <summary>
/// Estimates the NELBO and measures infilling and calibration of any denoiser. NELBO = E over k uniform in 1..L and a random set S of k
/// masked slots of (L/k) Σ over S of −ln p(xᵢ | the rest), without MASK (MDLM, arXiv 2406.07524). What follows a known PAD is shown and costs
/// nothing, as in a game. Stratified: every name is asked with every k
/// equally often. Common random numbers: the masks depend on seed, name and round only, so every denoiser of as many slots is asked the
/// same. An autoregressive denoiser has no such bound: its figure is the exact negative log-likelihood of the chain rule, and it fills the masked
/// slots from left to right. Uses all cores; the figures do not depend on their number.
/// </summary>
public static class HeldOut
{
    /// <summary>Random masks per name and number of masked slots; their noise is then far below that of the choice of names.</summary>
    public const int DefaultRounds = 4;

    /// <summary>Names that go through the denoiser together.</summary>
    private const int ChunkNames = 32;

    /// <summary>Measures a denoiser on clean rows.</summary>
    /// <param name="denoiser">Forked for every thread.</param>
    /// <param name="rows">Clean rows <c>[names, Slots]</c>.</param>
    /// <param name="rounds">Random masks per name and number of masked slots.</param>
    /// <param name="seed">Of the masks.</param>
    /// <param name="threads">All cores if 0.</param>
    /// <param name="cancellation">Looked at between chunks of names.</param>
    /// <exception cref="ArgumentException">There are no rows, or they have another number of slots.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static HeldOutFigures Evaluate(
        IDenoiser denoiser, byte[] rows, int rounds = DefaultRounds, ulong seed = 0, int threads = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rounds);
        int slots = denoiser.Slots, names = rows.Length / slots;
        if (names == 0 || names * slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a positive multiple of {slots}.", nameof(rows));

        double[] nats = new double[names];
        HeldOutTally[] tallies = new HeldOutTally[(names + ChunkNames - 1) / ChunkNames];
        int workers = Math.Min(threads > 0 ? threads : Environment.ProcessorCount, tallies.Length);
        int claimed = -1;
        Worker[] own = [.. Enumerable.Range(0, workers).Select(w => new Worker(w == 0 ? denoiser : denoiser.Fork(), ChunkNames))];
        Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = workers }, w =>
        {
            for (int chunk; (chunk = Interlocked.Increment(ref claimed)) < tallies.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                int first = chunk * ChunkNames, count = Math.Min(ChunkNames, names - first);
                tallies[chunk] = own[w].Evaluate(rows.AsSpan(first * slots, count * slots), first, rounds, seed, nats.AsSpan(first, count));
            }
        });

        HeldOutTally total = new(slots);
        foreach (HeldOutTally tally in tallies)
            total.Add(tally);
        MaskedFigures[] byMasked = total.ByMasked();
        if (denoiser.IsCausal)
            byMasked = [.. byMasked.Select(figures => figures with { NatsPerSlot = double.NaN })];
        return new HeldOutFigures(Estimate.Of(nats), nats, byMasked, total.Calibration());
    }

    /// <summary>One thread's denoiser and working memory.</summary>
    private sealed class Worker(IDenoiser denoiser, int capacity)
    {
        private readonly byte[] _noisy = new byte[capacity * denoiser.Slots];
        private readonly float[] _logits = new float[capacity * denoiser.Slots * denoiser.Symbols];
        private readonly ChainRule? _chain = denoiser.IsCausal ? new ChainRule(denoiser, capacity) : null;
        private readonly CausalInfilling? _infilling = denoiser.IsCausal ? new CausalInfilling(denoiser, capacity) : null;

        /// <param name="rows">Clean rows of consecutive names.</param>
        /// <param name="first">The number of the first of these names.</param>
        /// <param name="rounds">Masks per name and number of masked slots.</param>
        /// <param name="seed">Of the masks.</param>
        /// <param name="nats">Receives each name's NELBO.</param>
        public HeldOutTally Evaluate(ReadOnlySpan<byte> rows, int first, int rounds, ulong seed, Span<double> nats)
        {
            int slots = denoiser.Slots, symbols = denoiser.Symbols, outputs = denoiser.Alphabet.Mask;
            HeldOutTally tally = new(slots);
            _chain?.Evaluate(rows, nats, tally);
            Span<byte> noisy = _noisy.AsSpan(0, rows.Length);
            Span<float> logits = _logits.AsSpan(0, rows.Length * symbols);
            for (int pass = 0; pass < rounds * slots; pass++)
            {
                int masked = 1 + pass % slots;
                for (int name = 0; name < nats.Length; name++)
                {
                    Xoshiro256 random = new(seed, ((ulong)(first + name) << 32) + (uint)pass);
                    rows.Slice(name * slots, slots).CopyTo(noisy[(name * slots)..]);
                    RandomMask.Apply(noisy.Slice(name * slots, slots), masked, denoiser.Alphabet, ref random);
                }
                if (_infilling is not null)
                {
                    _infilling.Fill(noisy, rows, masked, tally);
                    continue;
                }
                denoiser.PredictMasked(noisy, NoiseSchedule.TimeFor(masked, slots, denoiser.Timesteps), logits);
                for (int i = 0; i < noisy.Length; i++)
                {
                    // (L/k) per slot, averaged over L values of k: 1/k.
                    if (noisy[i] == denoiser.Alphabet.Mask)
                        nats[i / slots] += tally.Add(logits.Slice(i * symbols, outputs), rows[i], masked) / (masked * rounds);
                }
            }
            return tally;
        }
    }
}
