using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Transformers;

public sealed class TransformerTrainingTests
{
    private const int Slots = 16, Symbols = 28;

    private static readonly ParityFile Parity = ParityFile.Load("transformer");

    [Fact]
    public void Loss_and_gradients_are_those_of_the_reference()
    {
        using var training = new TransformerTraining<NameTransformer>(Parity.Weights, Alphabet.English, threads: 2);
        float[] lossWeights = new float[Slots];
        Array.Fill(lossWeights, 1f / (Parity.Cases.Count * Slots));
        double loss = 0;
        Dictionary<string, double[]> gradients = Parity.Weights.Tensors.ToDictionary(t => t.Name, t => new double[t.Values.Length]);
        foreach (ParityFile.Case expected in Parity.Cases)
        {
            (float caseLoss, WeightSet caseGradients) =
                training.Differentiate(expected.Row, expected.Target, lossWeights, expected.Time, learnsMask: true);
            loss += caseLoss;
            foreach (NamedTensor tensor in caseGradients.Tensors)
            {
                for (int i = 0; i < tensor.Values.Length; i++)
                    gradients[tensor.Name][i] += tensor.Values[i];
            }
        }

        Assert.Equal(Parity.Loss, loss, 1e-6);
        Assert.Equal(gradients.Keys.Order(), Parity.Gradients.Select(gradient => gradient.Tensor).Order());
        foreach (ParityFile.Gradient expected in Parity.Gradients)
        {
            double[] gradient = gradients[expected.Tensor];
            double scale = Math.Sqrt(expected.SumOfSquares), typical = scale / Math.Sqrt(gradient.Length);
            Assert.Equal(expected.Sum, gradient.Sum(), 1e-4 * scale);
            Assert.Equal(expected.SumOfSquares, gradient.Sum(g => g * g), 1e-4 * expected.SumOfSquares);
            foreach ((int index, double value) in expected.Samples)
                Assert.Equal(value, gradient[index], 1e-4 * Math.Max(Math.Abs(value), typical));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_are_finite_differences_of_the_loss(bool takesTime)
    {
        NoisyRows rows = NoisyRows.Random(count: 19, seed: 8);
        WeightSet weights = NameTransformer.Shape.RandomWeights(9, takesTime);
        WeightSet gradients;
        using (var training = new TransformerTraining<NameTransformer>(weights, Alphabet.English, threads: 1))
            gradients = training.Differentiate(rows.Noisy, rows.Clean, rows.LossWeights, 0.7f, learnsMask: false).Gradients;

        foreach ((NamedTensor tensor, NamedTensor gradient) in weights.Tensors.Zip(gradients.Tensors))
        {
            // Along the gradient the loss changes by its length; a directional difference is exact enough in single precision.
            double length = Math.Sqrt(gradient.Values.Sum(g => (double)g * g));
            float[] original = [.. tensor.Values];
            double Loss(double step)
            {
                for (int i = 0; i < original.Length; i++)
                    tensor.Values[i] = (float)(original[i] + (step * gradient.Values[i] / length));
                using var training = new TransformerTraining<NameTransformer>(weights, Alphabet.English, threads: 1);
                return training.Differentiate(rows.Noisy, rows.Clean, rows.LossWeights, 0.7f, learnsMask: false).Loss;
            }

            const double Step = 0.02;
            double slope = (Loss(Step) - Loss(-Step)) / (2 * Step);
            original.CopyTo(tensor.Values, 0);
            Assert.Equal(length, slope, (0.02 * length) + 2e-5);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(150)]
    public void Training_has_the_same_bits_on_any_number_of_threads(int count)
    {
        NoisyRows rows = NoisyRows.Random(count, seed: 4);
        string[] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var training = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(5), Alphabet.English, threads);
            for (int number = 1; number <= 4; number++)
                rows.Step(training, number);
            return training.Snapshot().Fingerprint;
        })];
        Assert.Single(results.Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Steps_reduce_the_loss(int count)
    {
        NoisyRows rows = NoisyRows.Random(count, seed: 6);
        using var training = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(5), Alphabet.English);
        float first = rows.Step(training, 1), last = first;
        for (int number = 2; number <= 60; number++)
            last = rows.Step(training, number);
        Assert.InRange(last, 0, first / 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_prediction_follows_the_weights_and_a_fork_does_not(bool takesTime)
    {
        NoisyRows rows = NoisyRows.Random(count: 1, seed: 6);
        using var training = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(5, takesTime), Alphabet.English);
        float[] before = new float[Slots * Symbols], after = new float[before.Length], forked = new float[before.Length];
        training.Predict(rows.Noisy, 0.5f, before);
        IDenoiser fork = training.Fork();
        rows.Step(training, 1);
        training.Predict(rows.Noisy, 0.5f, after);
        Assert.NotEqual(before, after);
        fork.Predict(rows.Noisy, 0.5f, forked);
        Assert.Equal(before, forked);
        training.Fork().Predict(rows.Noisy, 0.5f, forked);
        Assert.Equal(after, forked);
    }

    [Fact]
    public void An_imported_state_goes_on_with_the_same_bits()
    {
        NoisyRows rows = NoisyRows.Random(count: 9, seed: 6);
        using var training = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(5), Alphabet.English);
        rows.Step(training, 1);
        WeightSet state = training.ExportState();
        rows.Step(training, 2);
        using var resumed = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(6), Alphabet.English);
        resumed.ImportState(state);
        rows.Step(resumed, 2);
        Assert.Equal(training.Snapshot().Fingerprint, resumed.Snapshot().Fingerprint);
        Assert.Equal(training.Snapshot(averaged: true).Fingerprint, resumed.Snapshot(averaged: true).Fingerprint);
        Assert.NotEqual(training.Snapshot().Fingerprint, training.Snapshot(averaged: true).Fingerprint);
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        using var training = new TransformerTraining<NameTransformer>(NameTransformer.Shape.RandomWeights(3), Alphabet.English);
        Assert.Throws<ArgumentException>(() => training.Step([], [], [], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[16], new byte[15], new float[16], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[16], new byte[16], new float[15], 0, default));
    }
}
