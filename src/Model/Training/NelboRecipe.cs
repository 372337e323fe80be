namespace Unmask.Model.Training;

/// <summary>
/// The recipe <c>nelbo</c>: trains on the yardstick itself, the NELBO of masked diffusion (MDLM, arXiv 2406.07524), an estimate of which is
/// the loss. For each name the number k of masked slots is uniform in 1..L, stratified over the batch; the masked slots are a random set
/// of that size; the cross-entropy of each weighs L/k. No time input (arXiv 2409.02908), and MASK is no output. AdamW with warm-up and
/// cosine decay; the result is the moving average of the weights.
/// </summary>
/// <remarks>
/// Gradients of weight matrices are clipped element by element, not by their global norm: the norm is known only after all gradients are, and
/// waiting for it would part the optimiser from the gradient tiles that it is fused with. Under Adam's normalisation either is no more
/// than a guard against a freak batch.
/// </remarks>
/// <param name="learningRate">The highest one.</param>
/// <param name="weightDecay">Decoupled: each step takes this times the learning rate off every weight of a matrix.</param>
public sealed class NelboRecipe(float learningRate = 8e-3f, float weightDecay = 0.1f) : Recipe
{
    public const string RecipeName = "nelbo";

    private const float AverageDecay = 0.999f;
    private const float ClipValue = 1;

    /// <summary>Warm-up takes this part of a run, and no more than <see cref="MostWarmUpSteps"/>.</summary>
    private const float WarmUpShare = 0.05f;

    private const float MostWarmUpSteps = 200;

    /// <summary>Bits of the offset that all names' strata share.</summary>
    private const int OffsetBits = 20;

    public override string Name => RecipeName;

    public override int DefaultSteps => 20_000;

    public override int DefaultBatchSize => 256;

    public override bool UsesTime => false;

    public override bool Averages => true;

    public override void Fill(TrainingData data, int timesteps, ref Xoshiro256 random, Batch batch)
    {
        data.Draw(ref random, batch);
        batch.Time = 0;
        int size = batch.Size, slots = batch.Slots;
        long offset = random.Next(1 << OffsetBits);
        for (int row = 0; row < size; row++)
        {
            // Names come in random order, so the strata need not be shuffled: k = 1 + ⌊L · (row + u) / n⌋ with one u in [0, 1) for all.
            int masked = 1 + (int)((((long)row << OffsetBits) + offset) * slots / ((long)size << OffsetBits));
            float weight = (float)slots / masked / size;
            Span<byte> noisy = batch.Rows.AsSpan(row * slots, slots);
            batch.Targets.AsSpan(row * slots, slots).CopyTo(noisy);
            RandomMask.Apply(noisy, masked, data.Alphabet.Mask, ref random);
            for (int slot = 0; slot < slots; slot++)
                batch.LossWeights[row * slots + slot] = noisy[slot] == data.Alphabet.Mask ? weight : 0;
        }
    }

    public override OptimizerStep Optimizer(int step, int steps) => new(
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
