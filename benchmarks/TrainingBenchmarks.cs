using BenchmarkDotNet.Attributes;
using Unmask.Model.Learning;

namespace Unmask.Benchmarks;

/// <summary>A training step of 64 rows: forward, backward and update.</summary>
public class TrainingBenchmarks
{
    private const int Rows = 64;

    private ITrainableDenoiser _learner = null!;
    private NoisyBatch _batch = null!;
    private float[] _lossWeights = [];
    private int _step;

    [Params("mlp", "residual", "transformer")]
    public string Denoiser { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _learner = DenoiserFactory.CreateTrainable(Denoiser, Threads);
        _batch = new NoisyBatch(_learner, Rows);
        _lossWeights = new float[_batch.Rows.Length];
        Array.Fill(_lossWeights, 1f / _lossWeights.Length);
    }

    [GlobalCleanup]
    public void Cleanup() => (_learner as IDisposable)?.Dispose();

    /// <summary>With the optimiser of the seed's recipe, at a rate so small that the weights stay where they are.</summary>
    [Benchmark]
    public float Step() => _learner.Step(
        _batch.Rows,
        _batch.Targets,
        _lossWeights,
        0.5f,
        new OptimizerStep(++_step, LearningRate: 1e-9f, Beta1: 0.9f, Beta2: 0.999f, Epsilon: 1e-8f, WeightDecay: 0, ClipValue: 1, LearnsMask: true));
}
