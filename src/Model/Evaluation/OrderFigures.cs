using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>What names cost under one reveal order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Steps">Its steps; of an autoregressive denoiser as many as slots.</param>
/// <param name="Nats">Exact negative log-likelihood under it, nats per name.</param>
public readonly record struct OrderFigures(IRevealOrder Order, int Steps, Estimate Nats)
{
    /// <summary>
    /// The samplers without remasking whose likelihood is exact: every order without draws but the player's own, and the drawn comb; of an autoregressive
    /// denoiser the only one that it has.
    /// </summary>
    /// <param name="denoiser">Whose samplers.</param>
    /// <param name="steps">Numbers of steps.</param>
    /// <param name="temperature">Of all of them.</param>
    public static IReadOnlyList<SamplerSettings> Samplers(IDenoiser denoiser, IEnumerable<int> steps, float temperature) => denoiser.IsCausal
        ? [SamplerSettings.LeftToRight(temperature)]
        : [.. from order in RevealOrders.All
              where order != RevealOrders.Own && order != RevealOrders.Random
              from count in steps
              let sampler = new SamplerSettings(order, count, temperature)
              where SamplerLikelihood.Refusal(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, sampler, seed: 0)) is null
              select sampler];

    /// <summary>Measures samplers on the same names, on all cores.</summary>
    /// <param name="denoiser">Forked for every thread.</param>
    /// <param name="rows">Clean rows <c>[names, Slots]</c>.</param>
    /// <param name="samplers">Each with an exact likelihood.</param>
    /// <param name="progress">Told how many samplers are done.</param>
    /// <param name="cancellation">Looked at between batches of names.</param>
    /// <exception cref="ArgumentException">A sampler's likelihood is not exact, or the rows have another number of slots.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<OrderFigures> Measure(
        IDenoiser denoiser, byte[] rows, IReadOnlyList<SamplerSettings> samplers, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        List<OrderFigures> figures = [];
        foreach (SamplerSettings sampler in samplers)
        {
            figures.Add(new OrderFigures(sampler.Order, denoiser.IsCausal ? denoiser.Slots : sampler.Steps, SamplerLikelihood.Mean(denoiser, rows, sampler, cancellation)));
            progress?.Invoke(figures.Count);
        }
        return figures;
    }
}
