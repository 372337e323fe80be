using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Unmask.Model.Learning;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Tests.Parity;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Perceptrons;

/// <summary>What holds for every <see cref="Perceptron"/>, with or without the time as an input.</summary>
public abstract class PerceptronTests
{
    protected const int Slots = 12, Symbols = 28;

    private ParityFile Parity => field ??= ParityFile.Load(Architecture);

    protected abstract string Architecture { get; }

    /// <summary>Hashes of initial weights, losses of three steps, logits after them, and their softmax.</summary>
    protected abstract (string Weights, string Losses, string Logits) ExpectedBits { get; }

    protected abstract WeightSet RandomWeights(int seed, bool takesTime = true);

    protected abstract Perceptron Create(WeightSet weights, Alphabet alphabet);

    protected abstract PerceptronTraining Train(WeightSet weights, Alphabet alphabet, int threads);

    private Perceptron Create(WeightSet weights) => Create(weights, Alphabet.English);

    private PerceptronTraining Train(WeightSet weights, int threads = 1) => Train(weights, Alphabet.English, threads);

    [Fact]
    public void Logits_are_those_of_the_reference()
    {
        Perceptron denoiser = Create(Parity.Weights);
        float[] logits = new float[Slots * Symbols];
        foreach (ParityFile.Case expected in Parity.Cases)
        {
            denoiser.Predict(expected.Row, expected.Time, logits);
            for (int i = 0; i < logits.Length; i++)
                Assert.Equal(expected.Logits[i], logits[i], 1e-5);
        }
    }

    [Fact]
    public void Loss_and_gradients_are_those_of_the_reference()
    {
        using PerceptronTraining training = Train(Parity.Weights, threads: 2);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Gradients_are_finite_differences_of_the_loss(bool takesTime)
    {
        Batch batch = Batch.Random(rows: 5, seed: 8);
        WeightSet weights = RandomWeights(9, takesTime);
        WeightSet gradients;
        using (var training = Train(weights))
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
                using PerceptronTraining training = Train(weights);
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
        using PerceptronTraining training = Train(RandomWeights(7), threads: 2);
        float[] losses = [.. Enumerable.Range(1, 3).Select(number => Step(training, batch, number))];
        float[] logits = new float[batch.Rows.Length * Symbols];
        training.Predict(batch.Rows, 0.3f, logits);

        Assert.Equal(
            ExpectedBits,
            (Hash(RandomWeights(7).Tensors[0].Values), Hash(losses), Hash(logits)));
    }

    [Fact]
    public void One_row_has_the_same_bits_as_a_batch()
    {
        Batch batch = Batch.Random(rows: 77, seed: 2);
        Perceptron denoiser = Create(RandomWeights(3));
        float[] together = new float[77 * Slots * Symbols], alone = new float[Slots * Symbols];
        denoiser.Predict(batch.Rows, 0.5f, together);
        for (int row = 0; row < 77; row++)
        {
            denoiser.Predict(batch.Rows.AsSpan(row * Slots, Slots), 0.5f, alone);
            Assert.Equal(together.AsSpan(row * Slots * Symbols, Slots * Symbols).ToArray(), alone);
        }
    }

    [Fact]
    public void Training_has_the_same_bits_on_any_number_of_threads()
    {
        Batch batch = Batch.Random(rows: 50, seed: 4);
        string[] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using PerceptronTraining training = Train(RandomWeights(5), threads);
            for (int number = 1; number <= 5; number++)
                Step(training, batch, number);
            return string.Join(' ', training.Snapshot().Tensors.Select(tensor => Hash(tensor.Values)));
        })];
        Assert.Single(results.Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_row_that_follows_another_has_the_bits_of_a_fresh_one(bool takesTime)
    {
        WeightSet weights = RandomWeights(11, takesTime);
        Perceptron denoiser = Create(weights);
        var random = new Random(12);
        byte[] row = new byte[Slots];
        float[] time = [0.5f, 0.25f];
        float[] following = new float[Slots * Symbols], fresh = new float[Slots * Symbols];
        for (int call = 0; call < 200; call++)
        {
            for (int change = random.Next(4); change > 0; change--)
                row[random.Next(Slots)] = (byte)random.Next(Symbols);
            float now = time[random.Next(20) / 19];
            if (random.Next(20) == 0)
                denoiser.Predict(new byte[2 * Slots], now, new float[2 * Slots * Symbols]);
            if (random.Next(20) == 0)
                Assert.Throws<ArgumentException>(() => denoiser.Predict([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 28], now, following));
            denoiser.Predict(row, now, following);
            Create(weights).Predict(row, now, fresh);
            Assert.Equal(fresh, following);
        }
    }

    [Fact]
    public void A_prediction_after_a_step_uses_the_new_weights()
    {
        Batch batch = Batch.Random(rows: 3, seed: 1);
        using PerceptronTraining training = Train(RandomWeights(1));
        float[] before = new float[Slots * Symbols], after = new float[Slots * Symbols], fresh = new float[Slots * Symbols];
        byte[] row = new byte[Slots];
        training.Predict(row, 0.5f, before);
        Step(training, batch, 1);
        training.Predict(row, 0.5f, after);
        training.Fork().Predict(row, 0.5f, fresh);
        Assert.Equal(fresh, after);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void Without_the_time_s_row_the_time_does_not_matter()
    {
        Batch batch = Batch.Random(rows: 9, seed: 1);
        WeightSet timed = RandomWeights(1), timeFree = RandomWeights(1, takesTime: false);
        Assert.Equal((337, 336), (timed.Tensors[0].Shape[0], timeFree.Tensors[0].Shape[0]));
        Perceptron denoiser = Create(timeFree);
        Assert.False(denoiser.TakesTime);
        float[] logits = new float[batch.Rows.Length * Symbols], other = new float[batch.Rows.Length * Symbols];
        denoiser.Predict(batch.Rows, 0.1f, logits);
        denoiser.Predict(batch.Rows, 0.9f, other);
        Assert.Equal(logits, other);

        // A row of zeros for the time is the same denoiser.
        float[] padded = [.. timeFree.Tensors[0].Values, .. new float[256]];
        Create(new([new("W1", [337, 256], padded), .. timeFree.Tensors.Skip(1)], timed.Metadata)).Predict(batch.Rows, 0.9f, other);
        Assert.Equal(logits, other);

        using PerceptronTraining training = Train(timeFree);
        Step(training, batch, 1);
        Assert.Equal(timeFree.Tensors.Select(t => t.Values.Length), training.Snapshot().Tensors.Select(t => t.Values.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Steps_reduce_the_loss(int rows)
    {
        Batch batch = Batch.Random(rows, seed: 6);
        using PerceptronTraining training = Train(RandomWeights(5));
        float first = Step(training, batch, 1), last = first;
        for (int number = 2; number <= 60; number++)
            last = Step(training, batch, number);
        Assert.InRange(last, 0, first / 2);
    }

    [Fact]
    public void A_prediction_allocates_nothing()
    {
        Batch batch = Batch.Random(rows: 1, seed: 1);
        Perceptron denoiser = Create(RandomWeights(3));
        float[] logits = new float[Slots * Symbols];
        Assert.Equal(0, Allocation.Of(() => denoiser.Predict(batch.Rows, 0.5f, logits)));
    }

    [Fact]
    public void Wrong_shapes_are_refused()
    {
        Perceptron denoiser = Create(RandomWeights(3));
        Assert.Throws<ArgumentException>(() => denoiser.Predict(new byte[11], 0, new float[336]));
        Assert.Throws<ArgumentException>(() => denoiser.Predict(new byte[12], 0, new float[335]));
        Assert.Throws<ArgumentException>(() => denoiser.Predict([.. Enumerable.Repeat((byte)28, 12)], 0, new float[336]));
        Assert.Throws<ArgumentException>(() => Create(RandomWeights(3), new Alphabet("abc")));
        Assert.Throws<WeightsException>(() => Create(new WeightSet([], new Dictionary<string, string>())));
        using PerceptronTraining training = Train(RandomWeights(3));
        Assert.Throws<ArgumentException>(() => training.Step([], [], [], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[12], new byte[11], new float[12], 0, default));
        Assert.Throws<ArgumentException>(() => training.Step(new byte[12], new byte[12], new float[11], 0, default));
    }

    private static float Step(PerceptronTraining training, Batch batch, int number) => training.Step(
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
