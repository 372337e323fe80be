using Unmask.Model.Learning;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class NelboRecipeTests
{
    private const int Slots = 12, Timesteps = 40;

    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);
    private static readonly TrainingData Data = new(Names.TrainingRows(Slots, Split.Train), Slots, Alphabet.English);
    private static readonly byte Mask = Alphabet.English.Mask;
    private readonly NelboRecipe _recipe = new();

    private Batch Fill(ulong seed, int step, int size = 256)
    {
        Batch batch = new(size, Slots);
        Xoshiro256 random = new(seed, (ulong)step);
        _recipe.Fill(Data, Timesteps, ref random, batch);
        return batch;
    }

    private static int LettersOf(Batch batch, int row) =>
        batch.Targets.AsSpan(row * Slots, Slots).IndexOf(Alphabet.English.Pad) is >= 0 and int end ? end : Slots;

    /// <summary>The weight of a masked slot: L/k · P(a set of k slots leaves one to predict) / rows, from counts of sets.</summary>
    private static double WeightOf(int letters, int masked, int size)
    {
        int[] sets = [.. Enumerable.Range(0, 1 << Slots).Where(set => int.PopCount(set) == masked)];
        return sets.Count(set => (set & ((1 << letters + 1) - 1)) != 0) / (double)sets.Length * Slots / masked / size;
    }

    [Theory]
    [InlineData(256)]
    [InlineData(12)]
    [InlineData(5)]
    [InlineData(1)]
    public void Every_number_of_masked_slots_has_its_share_of_every_batch(int size)
    {
        double[,] weights = new double[Slots + 1, Slots + 1];
        for (int letters = 0; letters <= Slots; letters++)
        {
            for (int k = 1; k <= Slots; k++)
                weights[letters, k] = WeightOf(letters, k, size);
        }

        int[] total = new int[Slots + 1];
        for (int step = 0; step < 300; step++)
        {
            Batch batch = Fill(1, step, size);
            int[] rows = new int[Slots + 1];
            for (int row = 0; row < size; row++)
            {
                // The weight tells how many slots were masked, before what was known anyway was shown.
                int letters = LettersOf(batch, row);
                float weight = batch.LossWeights.AsSpan(row * Slots, Slots).ToArray().Max();
                rows[Assert.Single(Enumerable.Range(1, Slots), k => Math.Abs(weights[letters, k] - weight) < 1e-6 * weight)]++;
            }
            for (int k = 1; k <= Slots; k++)
            {
                Assert.InRange(rows[k], Math.Floor((double)size / Slots), Math.Ceiling((double)size / Slots) + 1);
                total[k] += rows[k];
            }
        }
        double expected = 300.0 * size / Slots;
        Assert.All(total.Skip(1), count => Assert.InRange(count - expected, -5 * Math.Sqrt(expected), 5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void A_row_is_a_state_of_a_game_and_only_its_masked_slots_count_all_alike()
    {
        Batch batch = Fill(2, 7);
        Assert.Equal(0, batch.Time);
        for (int row = 0; row < batch.Size; row++)
        {
            byte[] noisy = batch.Rows[(row * Slots)..((row + 1) * Slots)], clean = batch.Targets[(row * Slots)..((row + 1) * Slots)];
            float[] weights = batch.LossWeights[(row * Slots)..((row + 1) * Slots)];
            Assert.Contains(Mask, noisy);
            Assert.All(Enumerable.Range(0, Slots), slot => Assert.True(noisy[slot] == Mask || noisy[slot] == clean[slot]));
            Assert.All(Enumerable.Range(0, Slots), slot => Assert.Equal(noisy[slot] == Mask ? weights.Max() : 0, weights[slot]));
            int end = Array.IndexOf(noisy, Alphabet.English.Pad);
            if (end >= 0)
                Assert.DoesNotContain(Mask, noisy[end..]);
        }
    }

    [Fact]
    public void The_loss_weighs_each_slot_as_a_random_order_would_ask_for_it()
    {
        // In a random order every letter is asked for once, and the j-th PAD only if it comes before those in front of it: 1 time in j.
        List<double> differences = [];
        for (int step = 0; step < 400; step++)
        {
            Batch batch = Fill(5, step);
            double expected = Enumerable.Range(0, batch.Size).Average(row => LettersOf(batch, row) + Enumerable.Range(1, Slots).Take(Slots - LettersOf(batch, row)).Sum(j => 1.0 / j));
            differences.Add(batch.LossWeights.Sum() - expected);
        }
        double mean = differences.Average(), error = Math.Sqrt(differences.Average(difference => (difference - mean) * (difference - mean)) / differences.Count);
        Assert.InRange(mean, -4 * error, 4 * error);
        Assert.InRange(error, 0, 0.02);
    }

    [Fact]
    public void Every_set_of_slots_is_masked_as_often()
    {
        // 66 pairs of slots of a row without an end.
        Dictionary<int, int> pairs = [];
        Xoshiro256 random = new(3, 0);
        byte[] row = new byte[Slots];
        for (int i = 0; i < 8_000; i++)
        {
            Array.Clear(row);
            Assert.True(RandomMask.Apply(row, 2, Alphabet.English, ref random));
            int set = Enumerable.Range(0, Slots).Where(slot => row[slot] == Mask).Sum(slot => 1 << slot);
            Assert.Equal(2, int.PopCount(set));
            pairs[set] = pairs.GetValueOrDefault(set) + 1;
        }
        Assert.Equal(66, pairs.Count);
        double expected = pairs.Values.Sum() / 66.0;
        // χ² with 65 degrees of freedom is above 110 in one of 2,500 cases.
        Assert.InRange(pairs.Values.Sum(count => (count - expected) * (count - expected) / expected), 30, 110);
    }

    [Fact]
    public void What_follows_a_known_end_is_shown()
    {
        Xoshiro256 random = new(4, 0);
        byte[] clean = [1, 2, .. Enumerable.Repeat(Alphabet.English.Pad, Slots - 2)], row = new byte[Slots];
        int nothing = 0;
        for (int i = 0; i < 20_000; i++)
        {
            clean.CopyTo(row, 0);
            bool any = RandomMask.Apply(row, 3, Alphabet.English, ref random);
            Assert.Equal(any, row.Contains(Mask));
            nothing += any ? 0 : 1;
        }
        Assert.Equal(1 - RandomMask.ProbabilityOfAny(letters: 2, Slots, count: 3), nothing / 20_000.0, 0.015);
    }

    [Fact]
    public void Names_held_out_are_never_drawn()
    {
        for (int step = 0; step < 200; step++)
        {
            Batch batch = Fill(4, step);
            for (int row = 0; row < batch.Size; row++)
                Assert.Equal(Split.Train, Splits.Of(Alphabet.English.Decode(batch.Targets.AsSpan(row * Slots, Slots))));
        }
    }

    [Fact]
    public void Filling_a_batch_allocates_nothing()
    {
        Batch batch = new(256, Slots);
        Xoshiro256 random = new(1, 1);
        Assert.Equal(0, Allocation.Of(() => _recipe.Fill(Data, Timesteps, ref random, batch)));
    }

    [Fact]
    public void The_learning_rate_warms_up_and_follows_a_cosine()
    {
        const int Steps = 10_000;
        float highest = Enumerable.Range(0, Steps).Max(step => _recipe.Optimizer(step, Steps).LearningRate);
        for (int step = 0; step < Steps; step++)
        {
            float rate = _recipe.Optimizer(step, Steps).LearningRate;
            double cosine = (1 + Math.Cos(Math.PI * step / Steps)) / 2;
            Assert.InRange(rate, 0, highest * cosine * 1.01 + 1e-9);
            if (step >= 500)
                Assert.Equal(highest * cosine, rate, highest * 2e-3);
        }
        Assert.Equal(highest / 200, _recipe.Optimizer(0, Steps).LearningRate, highest * 1e-3);
        Assert.True(_recipe.Optimizer(0, 1).LearningRate > 0);
    }

    [Fact]
    public void The_average_forgets_the_first_weights_early_and_settles()
    {
        Assert.Equal(0.1f, _recipe.Optimizer(0, 100).AverageDecay);
        Assert.Equal(0.999f, _recipe.Optimizer(19_999, 20_000).AverageDecay);
    }
}
