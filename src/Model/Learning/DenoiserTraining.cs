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
        Batch = new(denoiser.Slots, denoiser.Alphabet);
        Team = new(threads > 0 ? threads : Environment.ProcessorCount);
    }

    public string Architecture => _denoiser.Architecture;

    public Alphabet Alphabet => _denoiser.Alphabet;

    public int Timesteps => _denoiser.Timesteps;

    public int Slots => _denoiser.Slots;

    public bool IsCausal => _denoiser.IsCausal;

    /// <summary>The batch of the current step.</summary>
    private protected TrainingBatch Batch { get; }

    private protected WorkerTeam Team { get; }

    /// <summary>Constants of the current step; null if only the gradient is asked for.</summary>
    private protected AdamWConstants? Optimizer { get; private set; }

    /// <summary>All tensors that learn.</summary>
    private protected abstract IEnumerable<Parameter> Parameters { get; }

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => _denoiser.Predict(rows, time, logits);

    /// <summary>A denoiser with a copy of the current weights, which later steps do not change.</summary>
    public abstract IDenoiser Fork();

    public abstract WeightSet Snapshot(bool averaged = false);

    public WeightSet ExportState() => new([.. Parameters.SelectMany(parameter => parameter.Export())], new Dictionary<string, string>());

    public void ImportState(WeightSet state)
    {
        foreach (Parameter parameter in Parameters)
            parameter.Import(state);
        WeightsChanged();
    }

    public float Step(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, in OptimizerStep optimizer)
    {
        Optimizer = new AdamWConstants(optimizer);
        Batch.Fill(rows, targets, lossWeights, optimizer.LearnsMask);
        Run(time);
        return Batch.Loss;
    }

    public void Dispose()
    {
        Team.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Loss and gradients of one batch without an update; the gradients are those of the loss, not clipped.</summary>
    internal (float Loss, WeightSet Gradients) Differentiate(
        ReadOnlySpan<byte> rows, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, float time, bool learnsMask)
    {
        Optimizer = null;
        Batch.Fill(rows, targets, lossWeights, learnsMask);
        Run(time);
        return (Batch.Loss, Gradients());
    }

    /// <summary>Forward, backward and, if there are <see cref="Optimizer"/> constants, the update, for the current batch.</summary>
    private protected abstract void Run(float time);

    /// <summary>A copy of all gradients under the tensors' names.</summary>
    private protected abstract WeightSet Gradients();

    /// <summary>Weights have been set from outside a step: computes anew what depends on them.</summary>
    private protected abstract void WeightsChanged();
}
