using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class MovingAverageTests
{
    private static readonly TrainingData Data = new(NameSet.LoadBuiltIn(Alphabet.English).TrainingRows(12), 12, Alphabet.English);

    private static void Step(MlpTraining training, int step)
    {
        Batch batch = new(32, 12);
        NelboRecipe recipe = new();
        Xoshiro256 random = new(4, (ulong)step);
        recipe.Fill(Data, 40, ref random, batch);
        training.Step(batch.Rows, batch.Targets, batch.LossWeights, batch.Time, recipe.Optimizer(step, 20));
    }

    [Fact]
    public void The_average_is_that_of_the_weights_after_every_step()
    {
        using MlpTraining training = new(Mlp.RandomWeights(1, takesTime: false), Alphabet.English, threads: 2);
        double[][] average = [.. training.Snapshot().Tensors.Select(tensor => tensor.Values.Select(value => (double)value).ToArray())];
        for (int step = 0; step < 20; step++)
        {
            Step(training, step);
            double decay = new NelboRecipe().Optimizer(step, 20).AverageDecay;
            foreach ((double[] mean, NamedTensor now) in average.Zip(training.Snapshot().Tensors))
            {
                for (int i = 0; i < mean.Length; i++)
                    mean[i] = decay * mean[i] + (1 - decay) * now.Values[i];
            }
        }
        foreach ((double[] expected, NamedTensor actual) in average.Zip(training.Snapshot(averaged: true).Tensors))
        {
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual.Values[i], 1e-6);
        }
        Assert.NotEqual(training.Snapshot().Fingerprint, training.Snapshot(averaged: true).Fingerprint);
    }

    [Fact]
    public void A_state_goes_on_with_the_same_bits_in_another_trainer()
    {
        using MlpTraining training = new(Mlp.RandomWeights(1, takesTime: false), Alphabet.English, threads: 2);
        for (int step = 0; step < 5; step++)
            Step(training, step);
        WeightSet state = training.ExportState();
        using MlpTraining other = new(Mlp.RandomWeights(2, takesTime: false), Alphabet.English, threads: 1);
        other.ImportState(state);
        for (int step = 5; step < 10; step++)
        {
            Step(training, step);
            Step(other, step);
        }
        Assert.Equal(training.ExportState().Fingerprint, other.ExportState().Fingerprint);
        Assert.NotEqual(training.ExportState().Fingerprint, state.Fingerprint);
    }

    [Fact]
    public void A_time_input_that_is_left_out_stays_out()
    {
        using MlpTraining training = new(Mlp.RandomWeights(1, takesTime: false), Alphabet.English);
        for (int step = 0; step < 5; step++)
            Step(training, step);
        foreach (bool averaged in new[] { false, true })
        {
            Mlp mlp = new(training.Snapshot(averaged), Alphabet.English);
            float[] early = new float[12 * 28], late = new float[12 * 28];
            mlp.Predict(new byte[12], 0, early);
            mlp.Predict(new byte[12], 1, late);
            Assert.Equal(early, late);
        }
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused()
    {
        using MlpTraining training = new(Mlp.RandomWeights(1), Alphabet.English);
        Assert.Throws<WeightsException>(() => training.ImportState(Mlp.RandomWeights(1)));
    }
}
