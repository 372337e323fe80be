using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Learning;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class LikelihoodRecipeTests
{
    private const int Slots = 16;

    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);
    private static readonly TrainingData Data = new(Names.TrainingRows(Slots, Split.Train), Slots, Alphabet.English);

    private static Batch Fill(Recipe recipe, int size)
    {
        Batch batch = new(size, Slots);
        Xoshiro256 random = new(3, 5);
        recipe.Fill(Data, Slots, ref random, batch);
        return batch;
    }

    [Fact]
    public void Letters_and_the_end_count_and_nothing_behind_it()
    {
        Batch batch = Fill(DenoiserCatalog.Find("microgpt").Recipe("likelihood")!, 200);
        Assert.Equal(batch.Targets, batch.Rows);
        for (int row = 0; row < batch.Size; row++)
        {
            int letters = Alphabet.English.Decode(batch.Targets.AsSpan(row * Slots, Slots)).Length;
            for (int slot = 0; slot < Slots; slot++)
                Assert.Equal(slot <= letters ? 1f / 200 : 0, batch.LossWeights[(row * Slots) + slot]);
        }
    }

    [Fact]
    public void The_large_one_does_not_see_one_letter_in_five_and_predicts_them_all()
    {
        Batch seen = Fill(DenoiserCatalog.Find("microgpt").Recipe("likelihood")!, 2000), batch = Fill(DenoiserCatalog.Find("gpt").Recipe("likelihood")!, 2000);
        Assert.Equal(seen.Targets, batch.Targets);
        Assert.Equal(seen.LossWeights, batch.LossWeights);
        int hidden = batch.Rows.Count(symbol => symbol == Alphabet.English.Mask);
        // Five standard deviations of a binomial share.
        Assert.InRange(hidden / (double)batch.Rows.Length, 0.2 - 5 * Math.Sqrt(0.16 / batch.Rows.Length), 0.2 + 5 * Math.Sqrt(0.16 / batch.Rows.Length));
        Assert.All(batch.Rows.Zip(batch.Targets), pair => Assert.True(pair.First == pair.Second || pair.First == Alphabet.English.Mask));
    }

    [Fact]
    public void The_loss_is_the_exact_likelihood()
    {
        Recipe recipe = DenoiserCatalog.Find("microgpt").Recipe("likelihood")!;
        using var training = new TransformerTraining<MicroGpt>(MicroGpt.Shape.RandomWeights(1, takesTime: false), Alphabet.English, threads: 1);
        IDenoiser before = training.Fork();
        Batch batch = Fill(recipe, 64);
        float loss = training.Step(batch.Rows, batch.Targets, batch.LossWeights, batch.Time, recipe.Optimizer(0, 100));
        Assert.Equal(ExactLikelihood.Mean(before, batch.Targets).Mean, loss, 1e-4);
    }

    [Fact]
    public void Training_learns()
    {
        using var training = new TransformerTraining<MicroGpt>(MicroGpt.Shape.RandomWeights(1, takesTime: false), Alphabet.English, threads: 1);
        TrainingResult result = new TrainingRun(training, Names, new TrainingOptions(DenoiserCatalog.Find("microgpt").Recipe("likelihood")!, Steps: 300, BatchSize: 64)).Run();
        Assert.Equal(TrainingOutcome.Completed, result.Outcome);
        // Letters' own frequencies cost some 20 nats.
        var trained = new Transformer<MicroGpt>(result.Weights, Alphabet.English);
        Assert.InRange(ExactLikelihood.Mean(trained, Names.TrainingRows(Slots, Split.Validation)).Mean, 13, 18);
    }

    [Fact]
    public void Each_architecture_has_the_recipes_that_can_train_it()
    {
        foreach (string causal in (string[])["gpt", "microgpt"])
        {
            Assert.Equal("likelihood", DenoiserCatalog.Find(causal).Recipes[0].Name);
            Assert.Null(DenoiserCatalog.Find(causal).Recipe("nelbo"));
            Assert.Null(DenoiserCatalog.Find(causal).Recipe("seed"));
        }
        Assert.Equal("nelbo", DenoiserCatalog.Find("mlp").Recipes[0].Name);
        Assert.Equal("nelbo", DenoiserCatalog.Find("transformer").Recipes[0].Name);
        Assert.Null(DenoiserCatalog.Find("transformer").Recipe("likelihood"));
    }
}
