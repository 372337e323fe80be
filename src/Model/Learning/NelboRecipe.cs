namespace Unmask.Model.Learning;

/// <summary>
/// The recipe <c>nelbo</c>: trains on the yardstick itself, the NELBO of masked diffusion (MDLM, arXiv 2406.07524), an estimate of which is
/// the loss. For each name the number k of masked slots is uniform in 1..L, stratified over the batch; the masked slots are a random set
/// of that size; the cross-entropy of each weighs L/k. No time input (arXiv 2409.02908), and MASK is no output. What follows a known PAD is
/// shown and costs nothing, as in a game; a set that leaves nothing to predict is drawn again, and the others weigh less in its place.
/// </summary>
/// <param name="learningRate">The highest learning rate.</param>
/// <param name="weightDecay">Decoupled: each step takes this times the learning rate off every weight of a matrix.</param>
public sealed class NelboRecipe(float learningRate = 8e-3f, float weightDecay = 0.05f) : AveragingRecipe(learningRate, weightDecay)
{
    /// <summary>The recipe's name.</summary>
    public const string RecipeName = "nelbo";

    /// <summary>Bits of the offset that all names' strata share.</summary>
    private const int OffsetBits = 20;

    /// <inheritdoc/>
    public override string Name => RecipeName;

    /// <inheritdoc/>
    public override int DefaultSteps => 20_000;

    /// <inheritdoc/>
    public override int DefaultBatchSize => 256;

    /// <inheritdoc/>
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
            ReadOnlySpan<byte> clean = batch.Targets.AsSpan(row * slots, slots);
            Span<byte> noisy = batch.Rows.AsSpan(row * slots, slots);
            do
                clean.CopyTo(noisy);
            while (!RandomMask.Apply(noisy, masked, data.Alphabet, ref random));

            int end = clean.IndexOf(data.Alphabet.Pad);
            float weight = (float)(RandomMask.ProbabilityOfAny(end < 0 ? slots : end, slots, masked) * slots / masked / size);
            for (int slot = 0; slot < slots; slot++)
                batch.LossWeights[row * slots + slot] = noisy[slot] == data.Alphabet.Mask ? weight : 0;
        }
    }
}
