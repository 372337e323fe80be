using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Tests.Denoisers;
using Unmask.Model.Training;
using Unmask.Model.Weights;
using Xunit;

namespace Unmask.Model.Tests.Training;

public sealed class TransformerTrainingTests
{
    private const int Slots = 16, Symbols = 28;

    private static readonly ParityFile Parity = ParityFile.Load("transformer");

    [Fact]
    public void Loss_and_gradients_are_those_of_the_reference()
    {
        using var training = new TransformerTraining(Parity.Weights, Alphabet.English, threads: 2);
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
        Rows rows = Rows.Random(count: 19, seed: 8);
        WeightSet weights = Transformer.RandomWeights(9, takesTime);
        WeightSet gradients;
        using (var training = new TransformerTraining(weights, Alphabet.English, threads: 1))
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
                using var training = new TransformerTraining(weights, Alphabet.English, threads: 1);
                return training.Differentiate(rows.Noisy, rows.Clean, rows.LossWeights, 0.7f, learnsMask: false).Loss;
            }

            const double Step = 0.02;
            double slope = (Loss(Step) - Loss(-Step)) / (2 * Step);
            original.CopyTo(tensor.Values, 0);
            Assert.Equal(length, slope, (0.02 * length) + 2e-5);
        }
    }

    /// <summary>The expected hashes were computed with 512-bit vectors; other widths and no intrinsics at all must give the same bits.</summary>
    [Theory]
    [InlineData(true, "287d7118fea39385 A6882460FE98B31F 453B48B08C068EFB 81f049297f0c1aa4")]
    [InlineData(false, "89d946108193e324 DBDF7966417465AA 83DB062ABA42EE16 3ed2f237292d4e15")]
    public void Bits_are_the_same_on_every_vector_width(bool takesTime, string expected)
    {
        Rows rows = Rows.Random(count: 19, seed: 1);
        using var training = new TransformerTraining(Transformer.RandomWeights(7, takesTime), Alphabet.English, threads: 2);
        float[] losses = [.. Enumerable.Range(1, 3).Select(number => Step(training, rows, number))];
        float[] logits = new float[rows.Noisy.Length * Symbols];
        training.Predict(rows.Noisy, 0.3f, logits);
        Assert.Equal(expected, $"{Transformer.RandomWeights(7, takesTime).Fingerprint} {Hash(losses)} {Hash(logits)} {training.Snapshot().Fingerprint}");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(150)]
    public void Training_has_the_same_bits_on_any_number_of_threads(int count)
    {
        Rows rows = Rows.Random(count, seed: 4);
        string[] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var training = new TransformerTraining(Transformer.RandomWeights(5), Alphabet.English, threads);
            for (int number = 1; number <= 4; number++)
                Step(training, rows, number);
            return training.Snapshot().Fingerprint;
        })];
        Assert.Single(results.Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Steps_reduce_the_loss(int count)
    {
        Rows rows = Rows.Random(count, seed: 6);
        using var training = new TransformerTraining(Transformer.RandomWeights(5), Alphabet.English);
        float first = Step(training, rows, 1), last = first;
        for (int number = 2; number <= 60; number++)
            last = Step(training, rows, number);
        Assert.InRange(last, 0, first / 2);
    }

    [Fact]
    public void A_prediction_follows_the_weights_and_a_fork_does_not()
    {
        Rows rows = Rows.Random(count: 1, seed: 6);
        using var training = new TransformerTraining(Transformer.RandomWeights(5), Alphabet.English);
        float[] before = new float[Slots * Symbols], after = new float[before.Length], forked = new float[before.Length];
        training.Predict(rows.Noisy, 0.5f, before);
        IDenoiser fork = training.Fork();
        Step(training, rows, 1);
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
        Rows rows = Rows.Random(count: 9, seed: 6);
        using var training = new TransformerTraining(Transformer.RandomWeights(5), Alphabet.English);
        Step(training, rows, 1);
        WeightSet state = training.ExportState();
        Step(training, rows, 2);
        using var resumed = new TransformerTraining(Transformer.RandomWeights(6), Alphabet.English);
        resumed.ImportState(state);
        Step(resumed, rows, 2);
        Assert.Equal(training.Snapshot().Fingerprint, resumed.Snapshot().Fingerprint);
        Assert.Equal(training.Snapshot(averaged: true).Fingerprint, resumed.Snapshot(averaged: true).Fingerprint);
        Assert.NotEqual(training.Snapshot().Fingerprint, training.Snapshot(averaged: true).Fingerprint);
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        using var training = new TransformerTraining(Transformer.RandomWeights(3), Alphabet.English);
        Assert.Throws<ArgumentException>(() => training.Step([], [], [], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[16], new byte[15], new float[16], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[16], new byte[16], new float[15], 0, default));
    }

    private static float Step(TransformerTraining training, Rows rows, int number) => training.Step(
        rows.Noisy, rows.Clean, rows.LossWeights, 0.5f, new OptimizerStep(number, 3e-3f, 0.9f, 0.99f, 1e-8f, 0.01f, 1f, LearnsMask: true, AverageDecay: 0.9f));

    private static string Hash(float[] values) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())).AsSpan(0, 8));

    private sealed record Rows(byte[] Noisy, byte[] Clean, float[] LossWeights)
    {
        public static Rows Random(int count, int seed)
        {
            var random = new Random(seed);
            byte[] noisy = new byte[count * Slots], clean = new byte[count * Slots];
            float[] weights = new float[count * Slots];
            for (int i = 0; i < noisy.Length; i++)
            {
                clean[i] = (byte)random.Next(27);
                noisy[i] = random.Next(2) == 0 ? (byte)27 : clean[i];
                weights[i] = random.Next(5) == 0 ? 0 : random.NextSingle() / noisy.Length;
            }

            return new(noisy, clean, weights);
        }
    }
}
