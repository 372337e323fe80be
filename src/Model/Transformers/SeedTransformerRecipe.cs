using Unmask.Model.Learning;

namespace Unmask.Model.Transformers;

/// <summary>
/// The recipe <c>seed</c> for the transformer: the objective of <see cref="SeedRecipe"/> with <c>train.py</c>'s optimiser, AdamW at a constant
/// rate and PyTorch's defaults, unclipped; everything decays, the norms' scales too.
/// </summary>
public sealed class SeedTransformerRecipe : SeedRecipe
{
    /// <inheritdoc/>
    public override int DefaultSteps => 3_000;

    /// <inheritdoc/>
    public override OptimizerStep Optimizer(int step, int steps) => new(
        Number: step + 1,
        LearningRate: 3e-4f,
        Beta1: 0.9f,
        Beta2: 0.999f,
        Epsilon: 1e-8f,
        WeightDecay: 0.01f,
        ClipValue: float.PositiveInfinity,
        LearnsMask: true);
}
