using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public class TeacherTests
{
    private const int Size = 21;

    /// <summary>The gradient is linear in the target: for a distribution over two symbols it lies between theirs.</summary>
    [Theory]
    [InlineData("mlp", ShapeProfile.Names)]
    [InlineData("residual", ShapeProfile.Names)]
    [InlineData("transformer", ShapeProfile.Names)]
    [InlineData("mlp", ShapeProfile.Words)]
    [InlineData("transformer", ShapeProfile.Words)]
    public void The_gradient_for_two_symbols_lies_between_theirs(string name, ShapeProfile profile)
    {
        using var learner = (DenoiserTraining)Learner(name, profile);
        Batch batch = Noisy(learner);
        // A known slot may cost something, too; its target stays what it is.
        batch.LossWeights.AsSpan().Replace(0, 0.01f);
        int symbols = learner.Alphabet.Symbols;
        byte[] other = [.. batch.Targets.Select((target, i) => batch.Rows[i] == learner.Alphabet.Mask ? (byte)((target + 3) % learner.Alphabet.Mask) : target)];
        float[] taught = new float[batch.Rows.Length * symbols];
        for (int i = 0; i < batch.Rows.Length; i++)
        {
            // What is said of slots that are not masked does not count.
            taught[i * symbols + batch.Targets[i]] = batch.Rows[i] == learner.Alphabet.Mask ? 0.75f : 0;
            taught[i * symbols + (other[i] + symbols - 1) % symbols] += batch.Rows[i] == learner.Alphabet.Mask ? 0 : 1;
            taught[i * symbols + other[i]] += batch.Rows[i] == learner.Alphabet.Mask ? 0.25f : 0;
        }

        (float loss, WeightSet mixed) = learner.Differentiate(batch.Rows, batch.Targets, batch.LossWeights, 0, learnsMask: false, taught);
        (float alone, WeightSet one) = learner.Differentiate(batch.Rows, batch.Targets, batch.LossWeights, 0, learnsMask: false);
        WeightSet two = learner.Differentiate(batch.Rows, other, batch.LossWeights, 0, learnsMask: false).Gradients;
        Assert.Equal(alone, loss);
        foreach ((NamedTensor expected, NamedTensor first, NamedTensor second) in mixed.Tensors.Zip(one.Tensors, two.Tensors))
        {
            double scale = Math.Sqrt(first.Values.Average(value => (double)value * value)) + 1e-9;
            for (int i = 0; i < expected.Values.Length; i++)
                Assert.Equal(0.75 * first.Values[i] + 0.25 * second.Values[i], expected.Values[i], 1e-4 * Math.Max(scale, Math.Abs(first.Values[i])));
        }
    }

    /// <summary>A teacher of 16 slots, a learner of 12.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(2 * Size)]
    public void It_predicts_the_masked_slots_of_every_row(int threads)
    {
        ITrainableDenoiser learner = Learner("mlp");
        using var ended = learner as IDisposable;
        IDenoiser denoiser = DenoiserCatalog.LoadBuiltIn("transformer");
        using var teacher = new Teacher(denoiser, learner, threads);
        Batch batch = Noisy(learner);
        teacher.Predict(batch);
        Assert.Equal(denoiser.Fingerprint, teacher.Fingerprint);

        Alphabet alphabet = learner.Alphabet;
        byte[] row = new byte[denoiser.Slots];
        float[] logits = new float[denoiser.Slots * alphabet.Symbols];
        for (int i = 0; i < Size; i++)
        {
            row.AsSpan().Fill(alphabet.Pad);
            batch.Rows.AsSpan(i * learner.Slots, learner.Slots).CopyTo(row);
            denoiser.Predict(row, 0, logits);
            foreach (int slot in Enumerable.Range(0, learner.Slots).Where(slot => row[slot] == alphabet.Mask))
            {
                // MASK, the last symbol, is no target.
                double[] likely = [.. logits.AsSpan(slot * alphabet.Symbols, alphabet.Symbols - 1).ToArray().Select(logit => Math.Exp(logit)), 0];
                for (int symbol = 0; symbol < alphabet.Symbols; symbol++)
                    Assert.Equal(likely[symbol] / likely.Sum(), batch.Taught[(i * learner.Slots + slot) * alphabet.Symbols + symbol], 1e-5);
            }
        }
    }

    [Fact]
    public void One_that_asks_for_the_time_cannot_teach()
    {
        ITrainableDenoiser learner = Learner("mlp");
        using var ended = learner as IDisposable;
        ITrainableDenoiser timed = DenoiserCatalog.Find("mlp").CreateUntrained(5, takesTime: true, ShapeProfile.Names, Alphabet.English);
        using var alsoEnded = timed as IDisposable;
        Assert.Contains("asks for the time", Assert.Throws<ArgumentException>(() => new Teacher(timed.Fork(), learner)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_with_a_time_has_no_teacher()
    {
        ITrainableDenoiser learner = Learner("mlp");
        using var ended = learner as IDisposable;
        using var teacher = new Teacher(DenoiserCatalog.LoadBuiltIn("residual"), learner);
        var options = new TrainingOptions(new SeedRecipe()) { Teacher = teacher };
        Assert.Throws<ArgumentException>("options", () => new TrainingRun(learner, NameSet.LoadBuiltIn(learner.Alphabet), options));
    }

    [Theory]
    [InlineData("mlp", "transformer", "its rows have 12 slots and the learner's 16")]
    [InlineData("gpt", "transformer", "it reads names from left to right and does not see what follows a masked slot")]
    [InlineData("transformer", "gpt", "the learner reads names from left to right and has no masked slots")]
    [InlineData("residual", "mlp", null)]
    public void Who_cannot_teach_whom_is_said(string denoiser, string learner, string? reason)
    {
        ITrainableDenoiser learns = Learner(learner);
        using var ended = learns as IDisposable;
        Assert.Equal(reason, Teacher.WhyNot(DenoiserCatalog.LoadBuiltIn(denoiser), learns));
    }

    private static ITrainableDenoiser Learner(string name, ShapeProfile profile = ShapeProfile.Names) =>
        DenoiserCatalog.Find(name).CreateUntrained(5, takesTime: false, profile, Alphabet.English);

    /// <summary>Rows that the recipe masks, of random letters.</summary>
    private static Batch Noisy(ITrainableDenoiser learner)
    {
        byte[] names = new byte[Size * learner.Slots];
        var random = new Xoshiro256(3, stream: 0);
        for (int i = 0; i < names.Length; i++)
            names[i] = (byte)random.Next(learner.Alphabet.Pad);
        var batch = new Batch(Size, learner.Slots);
        new NelboRecipe().Fill(new TrainingData(names, learner.Slots, learner.Alphabet), learner.Timesteps, ref random, batch);
        return batch;
    }
}
