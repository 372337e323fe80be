namespace Unmask.Model.Learning;

/// <summary>
/// The recipe <c>likelihood</c> of autoregressive denoisers: the loss is the exact negative log-likelihood of a name, −ln p of each letter after
/// those before it, and of the end. What follows the end is certain and does not count.
/// </summary>
/// <param name="learningRate">The highest learning rate.</param>
/// <param name="weightDecay">Decoupled: each step takes this times the learning rate off every weight.</param>
/// <param name="hiddenOneIn">
/// Of so many letters that a slot sees before it one is masked, drawn anew for each name (the word dropout of Bowman et al. 2016), so that a large denoiser does not learn its names by heart; 0 for
/// none. What it has to predict stays whole.
/// </param>
public sealed class LikelihoodRecipe(float learningRate, float weightDecay, int hiddenOneIn = 0) : AveragingRecipe(learningRate, weightDecay)
{
    /// <summary>The recipe's name.</summary>
    public const string RecipeName = "likelihood";

    /// <inheritdoc/>
    public override string Name => RecipeName;

    /// <inheritdoc/>
    public override int DefaultSteps => 3_000;

    /// <inheritdoc/>
    public override int DefaultBatchSize => 256;

    /// <inheritdoc/>
    public override void Fill(TrainingData data, int timesteps, ref Xoshiro256 random, Batch batch)
    {
        data.Draw(ref random, batch);
        batch.Time = 0;
        batch.Targets.CopyTo(batch.Rows, 0);
        for (int cell = 0; hiddenOneIn > 0 && cell < batch.Rows.Length; cell++)
        {
            if (random.Next(hiddenOneIn) == 0)
                batch.Rows[cell] = data.Alphabet.Mask;
        }
        batch.LossWeights.AsSpan().Clear();
        int slots = batch.Slots;
        for (int first = 0; first < batch.Targets.Length; first += slots)
        {
            int end = batch.Targets.AsSpan(first, slots).IndexOf(data.Alphabet.Pad);
            batch.LossWeights.AsSpan(first, end < 0 ? slots : end + 1).Fill(1f / batch.Size);
        }
    }
}
