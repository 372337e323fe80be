using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Model.Learning;

/// <summary>A denoiser that learns on a team of threads. What its layers compute in a step is each architecture's own.</summary>
public abstract class DenoiserTraining : ITrainableDenoiser, IDisposable
{
    private readonly IDenoiser _denoiser;

    /// <param name="denoiser">The denoiser whose weights learn.</param>
    /// <param name="threads">Threads that take part in a step; all cores if 0.</param>
    private protected DenoiserTraining(IDenoiser denoiser, int threads)
    {
        _denoiser = denoiser;
        Batch = new(new(0, denoiser.Slots), [], 0);
        Team = new(threads > 0 ? threads : Environment.ProcessorCount);
    }

    /// <inheritdoc/>
    public string Architecture => _denoiser.Architecture;

    /// <inheritdoc/>
    public Alphabet Alphabet => _denoiser.Alphabet;

    /// <inheritdoc/>
    public int Timesteps => _denoiser.Timesteps;

    /// <inheritdoc/>
    public int Slots => _denoiser.Slots;

    /// <inheritdoc/>
    public bool IsCausal => _denoiser.IsCausal;

    /// <summary>A copy of the current step's batch.</summary>
    private protected TrainingBatch Batch { get; private set; }

    private protected WorkerTeam Team { get; }

    /// <summary>Constants of the current step; null if only the gradient is asked for.</summary>
    private protected AdamWConstants? Optimizer { get; private set; }

    /// <summary>All tensors that learn.</summary>
    private protected abstract IEnumerable<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _denoiser.Predict(rows, time, logits);

    /// <inheritdoc/>
    public void PredictMasked(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _denoiser.PredictMasked(rows, time, logits);

    /// <summary>A denoiser with a copy of the current weights, which later steps do not change.</summary>
    public abstract IDenoiser Fork();

    /// <inheritdoc/>
    public abstract WeightSet Snapshot(bool averaged = false);

    /// <inheritdoc/>
    public WeightSet ExportState() => new([.. Parameters.SelectMany(parameter => parameter.Export())], new Dictionary<string, string>());

    /// <inheritdoc/>
    public void ImportState(WeightSet state)
    {
        foreach (Parameter parameter in Parameters)
            parameter.Import(state);
        WeightsChanged();
    }

    /// <inheritdoc/>
    public float Step(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, in OptimizerStep optimizer) =>
        Step(rows, targets, lossWeights, [], time, optimizer);

    /// <inheritdoc/>
    public float Step(
        ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ReadOnlySpan<float> taught, float time, in OptimizerStep optimizer)
    {
        Optimizer = new AdamWConstants(optimizer);
        return Run(rows, targets, lossWeights, time, optimizer.LearnsMask, taught);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        Team.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Loss and gradients of one batch without an update; the gradients are those of the loss, not clipped.</summary>
    internal (float Loss, WeightSet Gradients) Differentiate(
        ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, bool learnsMask, ReadOnlySpan<float> taught = default)
    {
        Optimizer = null;
        return (Run(rows, targets, lossWeights, time, learnsMask, taught), Gradients());
    }

    /// <summary>Forward, backward and, if there are <see cref="Optimizer"/> constants, the update, for the current batch.</summary>
    private protected abstract void Run();

    /// <summary>A copy of all gradients under the tensors' names.</summary>
    private protected abstract WeightSet Gradients();

    /// <summary>Weights have been set from outside a step: computes anew what depends on them.</summary>
    private protected abstract void WeightsChanged();

    private float Run(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, bool learnsMask, ReadOnlySpan<float> taught)
    {
        int count = rows.Length / Slots;
        if (count == 0 || count * Slots != rows.Length)
            throw new ArgumentException($"The rows have {rows.Length} symbols, not a positive multiple of {Slots}.", nameof(rows));
        if (targets.Length != rows.Length)
            throw new ArgumentException($"There are {targets.Length} targets for {rows.Length} symbols.", nameof(targets));
        if (lossWeights.Length != rows.Length)
            throw new ArgumentException($"There are {lossWeights.Length} loss weights for {rows.Length} symbols.", nameof(lossWeights));
        if (taught.Length != 0 && taught.Length != rows.Length * Alphabet.Symbols)
            throw new ArgumentException($"There are {taught.Length} taught probabilities for {rows.Length} symbols of {Alphabet.Symbols}.", nameof(taught));

        ulong allowed = learnsMask ? Alphabet.Outputs.With(Alphabet.Mask).Bits : Alphabet.Outputs.Bits;
        if (count != Batch.Count || allowed != Batch.Allowed)
            Batch = new(new(count, Slots), new float[rows.Length], allowed);
        rows.CopyTo(Batch.Content.Rows);
        targets.CopyTo(Batch.Content.Targets);
        lossWeights.CopyTo(Batch.Content.LossWeights);
        if (taught.Length != Batch.Content.Taught.Length)
            Batch.Content.Taught = new float[taught.Length];
        taught.CopyTo(Batch.Content.Taught);
        Batch.Content.Time = time;
        Run();

        double loss = 0;
        foreach (float slotLoss in Batch.Losses)
            loss += slotLoss;
        return (float)loss;
    }
}
