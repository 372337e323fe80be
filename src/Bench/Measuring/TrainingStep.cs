using Unmask.Bench.Networks;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Bench.Measuring;

/// <summary>How long a training step takes: forward, backward and update.</summary>
/// <param name="Seconds">The least time of a step.</param>
/// <param name="Roofline">
/// The least time that the machine allows: three times the forward products, for the values, the input gradients and the weight gradients.
/// </param>
public sealed record TrainingStep(double Seconds, double Roofline)
{
    /// <summary>Adam with a rate so small that the weights, and so the work, stay the same.</summary>
    private const float LearningRate = 1e-9f;

    /// <summary>The share of the machine's limit that the step reaches; at most 1.</summary>
    public double Share => Roofline / Seconds;

    /// <param name="learner">The learner; it runs on one thread.</param>
    /// <param name="weights">Its weights, to count the work.</param>
    /// <param name="rows">Noisy rows [n, slots].</param>
    /// <param name="targets">Clean rows [n, slots].</param>
    /// <param name="time">t/T.</param>
    /// <param name="roofline">This machine's limits.</param>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellation">Ends it early, with an <see cref="OperationCanceledException"/>.</param>
    public static TrainingStep Measure(
        ITrainableDenoiser learner, WeightSet weights, byte[] rows, byte[] targets, float time, Roofline roofline, TimeSpan duration, CancellationToken cancellation = default)
    {
        float[] lossWeights = new float[rows.Length];
        Array.Fill(lossWeights, 1f / rows.Length);
        int step = 0;
        double seconds = Turns.Run([Step], duration, cancellation)[0];
        DenoiserWork forward = PeerCatalog.Find(learner.Architecture).Work(weights, learner.Alphabet, rows, time);
        return new(seconds, roofline.SecondsFor(forward with { Flops = 3 * forward.Flops }));

        void Step()
        {
            var optimizer = new OptimizerStep(++step, LearningRate, Beta1: 0.9f, Beta2: 0.999f, Epsilon: 1e-8f, WeightDecay: 0, ClipValue: 1, LearnsMask: true);
            learner.Step(rows, targets, lossWeights, time, optimizer);
        }
    }
}
