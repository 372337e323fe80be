using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact likelihood of names under the very sampler that makes them, where there is one: along the only path of an order without draws
/// (<see cref="OrderLikelihood"/>), or over all states of the random order if it reveals one slot at a time (<see cref="ExactLikelihood"/>). An instance
/// serves one thread at a time.
/// </summary>
/// <param name="denoiser">Used by this instance alone.</param>
public sealed class SamplerLikelihood(IDenoiser denoiser)
{
    private readonly OrderLikelihood _path = new(denoiser);
    private ExactLikelihood? _random;

    /// <summary>Why games that begin at a board have no exact likelihood, in one line; null if they have one.</summary>
    public static string? Refusal(IDenoiser denoiser, in Board start)
    {
        SamplerSettings settings = start.Settings;
        if (settings.Order != RevealOrders.Random || settings.Remasking != Remaskings.None)
            return OrderLikelihood.Refusal(settings);
        return !NoiseSchedule.IsOneByOne(start.Masked, start.Timestep, settings.Steps) ? "the order 'random' is exact one slot at a time only; it takes more steps"
            : denoiser.TakesTime ? $"'{denoiser.Architecture}' takes a time, and the order 'random' comes to a state at many times"
            : denoiser.Slots > ExactLikelihood.MaxSlots ? $"the order 'random' is exact for {ExactLikelihood.MaxSlots} slots at most, and a row of '{denoiser.Architecture}' has {denoiser.Slots}"
            : null;
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
        if (start.Settings.Order != RevealOrders.Random)
        {
            _path.LogLikelihoods(start, rows, logs);
            return;
        }
        _random ??= new ExactLikelihood(denoiser);
        for (int i = 0; i < logs.Length; i++)
            logs[i] = _random.LogLikelihood(start, rows.Slice(i * denoiser.Slots, denoiser.Slots));
    }
}
