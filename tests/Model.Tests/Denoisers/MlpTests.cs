using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Denoisers;
using Unmask.Model.Names;
using Unmask.Model.Training;
using Unmask.Model.Weights;
using Xunit;

namespace Unmask.Model.Tests.Denoisers;

public sealed class MlpTests
{
    private const int Slots = 12, Symbols = 28;

    private static readonly ParityFile Parity = ParityFile.Load("mlp");

    [Fact]
    public void Logits_are_those_of_the_reference()
    {
        var mlp = new Mlp(Parity.Weights, Alphabet.English);
        float[] logits = new float[Slots * Symbols];
        foreach (ParityFile.Case expected in Parity.Cases)
        {
            mlp.Predict(expected.Row, expected.Time, logits);
            for (int i = 0; i < logits.Length; i++)
                Assert.Equal(expected.Logits[i], logits[i], 1e-5);
        }
    }

    [Fact]
    public void Loss_and_gradients_are_those_of_the_reference()
    {
        using var training = new MlpTraining(Parity.Weights, Alphabet.English, threads: 2);
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
        foreach (ParityFile.Gradient expected in Parity.Gradients)
        {
            double[] gradient = gradients[expected.Tensor];
            double scale = Math.Sqrt(expected.SumOfSquares);
            Assert.Equal(expected.Sum, gradient.Sum(), 1e-4 * scale);
            Assert.Equal(expected.SumOfSquares, gradient.Sum(g => g * g), 1e-4 * expected.SumOfSquares);
            foreach ((int index, double value) in expected.Samples)
                Assert.Equal(value, gradient[index], (1e-4 * Math.Abs(value)) + 1e-9);
        }
    }

    [Fact]
    public void Gradients_are_finite_differences_of_the_loss()
    {
        Batch batch = Batch.Random(rows: 5, seed: 8);
        WeightSet weights = Mlp.RandomWeights(9);
        WeightSet gradients;
        using (var training = new MlpTraining(weights, Alphabet.English, threads: 1))
            gradients = training.Differentiate(batch.Rows, batch.Targets, batch.LossWeights, 0.7f, learnsMask: false).Gradients;

        const float Step = 1e-2f;
        foreach ((NamedTensor tensor, NamedTensor gradient) in weights.Tensors.Zip(gradients.Tensors))
        {
            // Along the gradient the loss changes by its squared length; a directional difference is exact enough in single precision.
            double length = Math.Sqrt(gradient.Values.Sum(g => (double)g * g));
            float[] original = [.. tensor.Values];
            double Loss(float step)
            {
                for (int i = 0; i < original.Length; i++)
                    tensor.Values[i] = (float)(original[i] + (step * gradient.Values[i] / length));
                using var training = new MlpTraining(weights, Alphabet.English, threads: 1);
                return training.Differentiate(batch.Rows, batch.Targets, batch.LossWeights, 0.7f, learnsMask: false).Loss;
            }

            double slope = (Loss(Step) - Loss(-Step)) / (2 * Step);
            original.CopyTo(tensor.Values, 0);
            Assert.Equal(length, slope, 0.01 * length);
        }
    }

    /// <summary>The expected hashes were computed with 512-bit vectors; other widths and no intrinsics at all must give the same bits.</summary>
    [Fact]
    public void Bits_are_the_same_on_every_vector_width()
    {
        Batch batch = Batch.Random(rows: 19, seed: 1);
        using var training = new MlpTraining(Mlp.RandomWeights(7), Alphabet.English, threads: 2);
        float[] losses = [.. Enumerable.Range(1, 3).Select(number => Step(training, batch, number))];
        float[] logits = new float[batch.Rows.Length * Symbols];
        training.Predict(batch.Rows, 0.3f, logits);

        Assert.Equal(
            ("80A601BFD0F36136", "7B166A22A153B788", "EB2D4C57E5F4EBFB"),
            (Hash(Mlp.RandomWeights(7).Tensors[0].Values), Hash(losses), Hash(logits)));
    }

    [Fact]
    public void One_row_has_the_same_bits_as_a_batch()
    {
        Batch batch = Batch.Random(rows: 77, seed: 2);
        var mlp = new Mlp(Mlp.RandomWeights(3), Alphabet.English);
        float[] together = new float[77 * Slots * Symbols], alone = new float[Slots * Symbols];
        mlp.Predict(batch.Rows, 0.5f, together);
        for (int row = 0; row < 77; row++)
        {
            mlp.Predict(batch.Rows.AsSpan(row * Slots, Slots), 0.5f, alone);
            Assert.Equal(together.AsSpan(row * Slots * Symbols, Slots * Symbols).ToArray(), alone);
        }
    }

    [Fact]
    public void Training_has_the_same_bits_on_any_number_of_threads()
    {
        Batch batch = Batch.Random(rows: 50, seed: 4);
        string[] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var training = new MlpTraining(Mlp.RandomWeights(5), Alphabet.English, threads);
            for (int number = 1; number <= 5; number++)
                Step(training, batch, number);
            return string.Join(' ', training.Snapshot().Tensors.Select(tensor => Hash(tensor.Values)));
        })];
        Assert.Single(results.Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Steps_reduce_the_loss(int rows)
    {
        Batch batch = Batch.Random(rows, seed: 6);
        using var training = new MlpTraining(Mlp.RandomWeights(5), Alphabet.English);
        float first = Step(training, batch, 1), last = first;
        for (int number = 2; number <= 60; number++)
            last = Step(training, batch, number);
        Assert.InRange(last, 0, first / 2);
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        Batch batch = Batch.Random(rows: 1, seed: 1);
        var mlp = new Mlp(Mlp.RandomWeights(3), Alphabet.English);
        float[] logits = new float[Slots * Symbols];
        mlp.Predict(batch.Rows, 0.5f, logits);
        long before = GC.GetAllocatedBytesForCurrentThread();
        mlp.Predict(batch.Rows, 0.5f, logits);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        var mlp = new Mlp(Mlp.RandomWeights(3), Alphabet.English);
        Assert.Throws<ArgumentException>(() => mlp.Predict(new byte[11], 0, new float[336]));
        Assert.Throws<ArgumentException>(() => mlp.Predict(new byte[12], 0, new float[335]));
        Assert.Throws<ArgumentException>(() => mlp.Predict([.. Enumerable.Repeat((byte)28, 12)], 0, new float[336]));
        Assert.Throws<ArgumentException>(() => new Mlp(Mlp.RandomWeights(3), new Alphabet("abc")));
        Assert.Throws<WeightsException>(() => new Mlp(new WeightSet([], new Dictionary<string, string>()), Alphabet.English));
        using var training = new MlpTraining(Mlp.RandomWeights(3), Alphabet.English);
        Assert.Throws<ArgumentException>(() => training.Step([], [], [], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[12], new byte[11], new float[12], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[12], new byte[12], new float[11], 0, default));
    }

    private static float Step(MlpTraining training, Batch batch, int number) => training.Step(
        batch.Rows, batch.Targets, batch.LossWeights, 0.5f, new OptimizerStep(number, 3e-3f, 0.9f, 0.99f, 1e-8f, 0, 1f, LearnsMask: true));

    private static string Hash(float[] values) =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())).AsSpan(0, 8));

    private sealed record Batch(byte[] Rows, byte[] Targets, float[] LossWeights)
    {
        public static Batch Random(int rows, int seed)
        {
            var random = new Random(seed);
            byte[] symbols = new byte[rows * Slots], targets = new byte[rows * Slots];
            float[] weights = new float[rows * Slots];
            for (int i = 0; i < symbols.Length; i++)
            {
                targets[i] = (byte)random.Next(27);
                symbols[i] = random.Next(2) == 0 ? (byte)27 : targets[i];
                weights[i] = random.Next(5) == 0 ? 0 : random.NextSingle() / symbols.Length;
            }

            return new(symbols, targets, weights);
        }
    }
}
