using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact likelihood of names under the very sampler that makes them, where there is one: along the only path of an order without draws
/// (<see cref="OrderLikelihood"/>), over all states of the random order if it reveals one slot at a time (<see cref="ExactLikelihood"/>), or over those of a
/// drawn comb. An instance serves one thread at a time.
/// </summary>
/// <param name="denoiser">Used by this instance alone.</param>
public sealed class SamplerLikelihood(IDenoiser denoiser)
{
    private readonly OrderLikelihood _path = new(denoiser);
    private ExactLikelihood? _random;
    private CombLikelihood? _comb;

    /// <summary>Why games that begin at a board have no exact likelihood, in one line; null if they have one.</summary>
    public static string? Refusal(IDenoiser denoiser, in Board start)
    {
        if (start.IsFloating)
            return "a pattern with a gap draws places first, so many ways lead to each name";
        SamplerSettings settings = start.Settings;
        bool isComb = settings.Order == RevealOrders.DrawnComb;
        if ((settings.Order != RevealOrders.Random && !isComb) || settings.Remasking != Remaskings.None)
            return OrderLikelihood.Refusal(settings);
        return isComb && settings.Steps > CombLikelihood.MaxClasses
                ? $"the order '{settings.Order.Name}' is exact in {CombLikelihood.MaxClasses} steps or fewer; in as many as slots take 'random'"
            : !isComb && !NoiseSchedule.IsOneByOne(start.Masked, start.Timestep, settings.Steps) ? "the order 'random' is exact one slot at a time only; it takes more steps"
            : denoiser.TakesTime ? $"'{denoiser.Architecture}' takes a time, and the order '{settings.Order.Name}' comes to a state at many times"
            : !isComb && denoiser.Slots > ExactLikelihood.MaxSlots ? $"the order 'random' is exact for {ExactLikelihood.MaxSlots} slots at most, and a row of '{denoiser.Architecture}' has {denoiser.Slots}"
            : null;
    }

    /// <summary>The mean negative log-likelihood of rows in games without constraints, on all cores.</summary>
    /// <param name="denoiser">Forked for every thread.</param>
    /// <param name="rows">Clean rows <c>[names, Slots]</c>.</param>
    /// <param name="settings">The sampler.</param>
    /// <param name="cancellation">Looked at between batches of names.</param>
    /// <exception cref="ArgumentException">The sampler's likelihood is not exact, or the rows have another number of slots.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Estimate Mean(IDenoiser denoiser, byte[] rows, SamplerSettings settings, CancellationToken cancellation = default)
    {
        var start = new Board(denoiser.Alphabet, denoiser.Slots, settings, seed: 0);
        double[] logs = new double[rows.Length / denoiser.Slots];
        // Orders that draw take long, and a cancellation is to be seen soon. Of the others, games share rows.
        int share = settings.Order.IsDrawn ? BoardBatch.RowsPerCall : Math.Clamp((logs.Length - 1) / Environment.ProcessorCount + 1, 1, BoardBatch.SharingGames);
        int batches = (logs.Length - 1) / share + 1, workers = Math.Min(Environment.ProcessorCount, batches), claimed = -1;
        SamplerLikelihood[] own = [.. Enumerable.Range(0, workers).Select(w => new SamplerLikelihood(w == 0 ? denoiser : denoiser.Fork()))];
        Parallel.For(0, workers, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = workers }, w =>
        {
            for (int batch; (batch = Interlocked.Increment(ref claimed)) < batches;)
            {
                cancellation.ThrowIfCancellationRequested();
                int first = batch * share, count = Math.Min(share, logs.Length - first);
                own[w].LogLikelihoods(start, rows.AsSpan(first * denoiser.Slots, count * denoiser.Slots), logs.AsSpan(first, count));
            }
        });
        return Estimate.Of([.. logs.Select(log => -log)]);
    }

    /// <summary>The natural logarithm of each row's probability that a game ends in it; −∞ for a row that it cannot come to.</summary>
    /// <param name="start">Where the game begins; its seed does not count.</param>
    /// <param name="rows">Finished rows <c>[n, Slots]</c>.</param>
    /// <param name="logs">Receives <c>[n]</c>.</param>
    /// <exception cref="ArgumentException">There is a <see cref="Refusal"/>, or board, rows and denoiser do not fit.</exception>
    public void LogLikelihoods(in Board start, ReadOnlySpan<byte> rows, Span<double> logs)
    {
        if (Refusal(denoiser, start) is { } refusal)
            throw new ArgumentException($"There is no exact likelihood: {refusal}.", nameof(start));
        if (!start.Settings.Order.IsDrawn)
        {
            _path.LogLikelihoods(start, rows, logs);
        }
        else if (start.Settings.Order != RevealOrders.DrawnComb)
        {
            (_random ??= new ExactLikelihood(denoiser)).LogLikelihoods(start, rows, logs);
        }
        else
        {
            _comb ??= new CombLikelihood(denoiser);
            for (int i = 0; i < logs.Length; i++)
                logs[i] = _comb.LogLikelihood(start, rows.Slice(i * denoiser.Slots, denoiser.Slots));
        }
    }
}
