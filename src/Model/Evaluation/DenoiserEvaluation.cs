using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Evaluation;

/// <summary>All yardsticks of one denoiser.</summary>
/// <param name="Denoiser">The denoiser.</param>
/// <param name="HeldOut">NELBO, infilling and calibration on the names asked about.</param>
/// <param name="Exact">Exact negative log-likelihood of these names; null if it was not asked for.</param>
/// <param name="Samples">Quality of generated names; null if none were asked for.</param>
/// <param name="SampleLengths">The share of generated names with each number of letters.</param>
public sealed record DenoiserEvaluation(
    IDenoiser Denoiser, HeldOutFigures HeldOut, Estimate? Exact, SampleQuality? Samples, IReadOnlyList<double> SampleLengths)
{
    /// <summary>Exact negative log-likelihood under reveal orders that have one; empty if it was not asked for.</summary>
    public IReadOnlyList<OrderFigures> Orders { get; init; } = [];
}

/// <summary>What to evaluate.</summary>
/// <param name="Split">The names to ask about: this split of the training set, or all of it if null.</param>
/// <param name="TrainedOn">The split that the denoiser was trained on; its samples are measured against that.</param>
public sealed record EvaluationOptions(Split? Split, Split? TrainedOn)
{
    /// <summary>Random masks per name and number of masked slots.</summary>
    public int Rounds { get; init; } = Evaluation.HeldOut.DefaultRounds;

    /// <summary>The most names whose exact likelihood is computed; 0 computes none. The rest is estimated: see <see cref="ExactSplit"/>.</summary>
    public int ExactNames { get; init; }

    /// <summary>The samplers whose exact likelihood is computed: see <see cref="OrderFigures.Samplers"/>.</summary>
    public IReadOnlyList<SamplerSettings> Orders { get; init; } = [];

    /// <summary>Names to generate; 0 generates none.</summary>
    public int Samples { get; init; }

    /// <summary>
    /// Sampler of these names. By default temperature 1 and a random order, slot by slot where the steps allow it: then names follow the
    /// denoiser's own distribution, whose likelihood is measured.
    /// </summary>
    public SamplerSettings Sampler { get; init; } = new(RevealOrders.Random, SamplerSettings.MaxSteps, Temperature: 1);

    /// <summary>Seed of masks, samples, and the choice of names for exact likelihoods.</summary>
    public ulong Seed { get; init; }
}

/// <summary>Evaluates denoisers on a dataset.</summary>
public static class Evaluator
{
    /// <summary>Measures a denoiser by all yardsticks, on all cores.</summary>
    /// <param name="denoiser">Forked for every thread.</param>
    /// <param name="names">The dataset.</param>
    /// <param name="options">What to do.</param>
    /// <param name="progress">Told how many exact likelihoods are done; called by any thread.</param>
    /// <param name="measured">Told how many of the orders are done.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    /// <exception cref="ArgumentException">No name of the split fits the denoiser.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DenoiserEvaluation Evaluate(
        IDenoiser denoiser,
        NameSet names,
        EvaluationOptions options,
        Action<int>? progress = null,
        Action<int>? measured = null,
        CancellationToken cancellation = default)
    {
        int slots = denoiser.Slots;
        byte[] rows = names.TrainingRows(slots, options.Split);
        if (rows.Length == 0)
            throw new ArgumentException($"{names.Source}: no name of the split '{Splits.NameOf(options.Split)}' fits {slots} slots.", nameof(names));
        HeldOutFigures heldOut = HeldOut.Evaluate(denoiser, rows, options.Rounds, options.Seed, cancellation: cancellation);
        Estimate? exact = denoiser.IsCausal ? heldOut.Nelbo
            : options.ExactNames > 0 ? ExactSplit.Evaluate(denoiser, rows, heldOut, options.ExactNames, options.Seed, progress, cancellation)
            : null;
        IReadOnlyList<OrderFigures> orders = OrderFigures.Measure(denoiser, rows, options.Orders, measured, cancellation);
        if (options.Samples == 0)
            return new DenoiserEvaluation(denoiser, heldOut, exact, Samples: null, []) { Orders = orders };

        NameBatch batch = new(denoiser, seed => new Board(denoiser.Alphabet, slots, options.Sampler, seed), options.Seed, withLikelihood: false);
        byte[] made = batch.GenerateRows(options.Samples);
        SampleQuality quality = new SampleQualityMeter(names, slots, options.TrainedOn).Measure(made);
        return new DenoiserEvaluation(denoiser, heldOut, exact, quality, new NameStatistics(made, slots, denoiser.Alphabet).Lengths) { Orders = orders };
    }
}
