using Unmask.Model.Denoisers;
using Unmask.Model.Evaluation;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Xunit;

namespace Unmask.Model.Tests.Training;

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
        Batch batch = Fill(Recipes.Find("likelihood", "gpt")!, 200);
        Assert.Equal(batch.Targets, batch.Rows);
        for (int row = 0; row < batch.Size; row++)
        {
            int letters = Alphabet.English.Decode(batch.Targets.AsSpan(row * Slots, Slots)).Length;
            for (int slot = 0; slot < Slots; slot++)
                Assert.Equal(slot <= letters ? 1f / 200 : 0, batch.LossWeights[(row * Slots) + slot]);
        }
    }

    [Fact]
    public void The_loss_is_the_exact_likelihood()
    {
        Recipe recipe = Recipes.Find("likelihood", "microgpt")!;
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
        TrainingResult result = new TrainingRun(training, Names, new TrainingOptions(Recipes.Find("likelihood", "microgpt")!, Steps: 300, BatchSize: 64)).Run();
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
            Assert.Equal("likelihood", Recipes.DefaultFor(causal));
            Assert.Null(Recipes.Find("nelbo", causal));
            Assert.Null(Recipes.Find("seed", causal));
        }
        Assert.Equal("nelbo", Recipes.DefaultFor("mlp"));
        Assert.Equal("nelbo", Recipes.DefaultFor("transformer"));
        Assert.Null(Recipes.Find("likelihood", "transformer"));
    }
}
