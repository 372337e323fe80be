using Unmask.Model.Diffusion;

namespace Unmask.Model.Learning;

/// <summary>
/// The recipe <c>seed</c>: what Micro Diffusion's <c>train_minimal.py</c> and <c>train_pure.py</c> do. One t per batch, uniform in 1..T; every slot masked
/// independently at that t's rate; cross-entropy averaged over all slots, masked or not, with MASK among the outputs; Adam with
/// 200 steps of warm-up and linear decay to a tenth; gradients of weight matrices clipped element by element.
/// </summary>
public class SeedRecipe : Recipe
{
    /// <summary>The recipe's name.</summary>
    public const string RecipeName = "seed";

    private const float LearningRate = 5e-4f;
    private const float WarmUpSteps = 200;
    private const float LeastDecay = 0.1f;

    /// <inheritdoc/>
    public sealed override string Name => RecipeName;

    /// <inheritdoc/>
    public override int DefaultSteps => 5_000;

    /// <inheritdoc/>
    public override int DefaultBatchSize => 64;

    /// <inheritdoc/>
    public override bool UsesTime => true;

    /// <inheritdoc/>
    public override bool Averages => false;

    /// <inheritdoc/>
    public override void Fill(TrainingData data, int timesteps, ref Xoshiro256 random, Batch batch)
    {
        data.Draw(ref random, batch);
        int t = 1 + random.Next(timesteps);
        batch.Time = (float)t / timesteps;
        AddNoise(batch, NoiseSchedule.MaskRate(t, timesteps), data.Alphabet.Mask, ref random);
        Array.Fill(batch.LossWeights, 1f / batch.LossWeights.Length);
    }

    /// <inheritdoc/>
    public override OptimizerStep Optimizer(int step, int steps) => new(
        Number: step + 1,
        LearningRate: LearningRate * Math.Min(1, (step + 1) / WarmUpSteps) * Math.Max(LeastDecay, 1 - step / (float)steps),
        Beta1: 0.9f,
        Beta2: 0.999f,
        Epsilon: 1e-8f,
        WeightDecay: 0,
        ClipValue: 1,
        LearnsMask: true);

    /// <summary>Masks each slot with probability <paramref name="rate"/>. One draw of 64 bits decides two slots.</summary>
    private static void AddNoise(Batch batch, double rate, byte mask, ref Xoshiro256 random)
    {
        ulong threshold = (ulong)(rate * (1UL << 32));
        ReadOnlySpan<byte> targets = batch.Targets;
        Span<byte> rows = batch.Rows;
        ulong bits = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            bits = (i & 1) == 0 ? random.NextBits() : bits >> 32;
            rows[i] = (uint)bits < threshold ? mask : targets[i];
        }
    }
}
