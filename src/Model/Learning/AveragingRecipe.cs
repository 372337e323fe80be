namespace Unmask.Model.Learning;

/// <summary>
/// Base of this program's own recipes: no time input, AdamW with warm-up and cosine decay, MASK no output, and the moving average of the
/// weights as the result.
/// </summary>
/// <remarks>
/// Gradients of weight matrices are clipped element by element, not by their global norm: the norm is known only after all gradients are, and
/// waiting for it would part the optimiser from the gradient tiles that it is fused with. Under Adam's normalisation either is no more
/// than a guard against a freak batch.
/// </remarks>
/// <param name="learningRate">The highest learning rate.</param>
/// <param name="weightDecay">Decoupled: each step takes this times the learning rate off every weight of a matrix.</param>
public abstract class AveragingRecipe(float learningRate, float weightDecay) : Recipe
{
    private const float AverageDecay = 0.999f;
    private const float ClipValue = 1;

    /// <summary>Warm-up takes this part of a run, and no more than <see cref="MostWarmUpSteps"/>.</summary>
    private const float WarmUpShare = 0.05f;

    private const float MostWarmUpSteps = 200;

    /// <inheritdoc/>
    public sealed override bool UsesTime => false;

    /// <inheritdoc/>
    public sealed override bool Averages => true;

    /// <inheritdoc/>
    public sealed override OptimizerStep Optimizer(int step, int steps) => new(
        Number: step + 1,
        LearningRate: learningRate * Math.Min(1, (step + 1) / WarmUpSteps(steps)) * Decay((double)step / steps),
        Beta1: 0.9f,
        Beta2: 0.98f,
        Epsilon: 1e-8f,
        WeightDecay: weightDecay,
        ClipValue: ClipValue,
        LearnsMask: false,
        // Early on the average must not remember the random weights.
        AverageDecay: Math.Min(AverageDecay, (1f + step) / (10f + step)));

    private static float WarmUpSteps(int steps) => Math.Clamp(WarmUpShare * steps, 1, MostWarmUpSteps);

    /// <summary>
    /// (1 + cos πx) / 2 for x in 0..1, from the sine's series about x = ½: a library's cosine differs by processor, and the error of 1e-7 does
    /// not matter.
    /// </summary>
    private static float Decay(double x)
    {
        double y = Math.PI * (0.5 - x), square = y * y;
        double sine = y * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72 * (1 - square / 110)))));
        return (float)Math.Max((1 + sine) / 2, 0);
    }
}
