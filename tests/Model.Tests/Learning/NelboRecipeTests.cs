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

    private static int Masked(Batch batch, int row) => batch.Rows.AsSpan(row * Slots, Slots).Count(Mask);

    [Theory]
    [InlineData(256)]
    [InlineData(12)]
    [InlineData(5)]
    [InlineData(1)]
    public void Every_number_of_masked_slots_has_its_share_of_every_batch(int size)
    {
        int[] total = new int[Slots + 1];
        for (int step = 0; step < 300; step++)
        {
            Batch batch = Fill(1, step, size);
            int[] rows = new int[Slots + 1];
            for (int row = 0; row < size; row++)
                rows[Masked(batch, row)]++;
            for (int k = 1; k <= Slots; k++)
            {
                Assert.InRange(rows[k], Math.Floor((double)size / Slots), Math.Ceiling((double)size / Slots) + 1);
                total[k] += rows[k];
            }
            Assert.Equal(0, rows[0]);
        }
        double expected = 300.0 * size / Slots;
        Assert.All(total.Skip(1), count => Assert.InRange(count - expected, -5 * Math.Sqrt(expected), 5 * Math.Sqrt(expected)));
    }

    [Fact]
    public void Masked_slots_weigh_L_over_k_and_the_others_nothing()
    {
        Batch batch = Fill(2, 7);
        Assert.Equal(0, batch.Time);
        for (int i = 0; i < batch.Rows.Length; i++)
        {
            bool masked = batch.Rows[i] == Mask;
            Assert.True(masked || batch.Rows[i] == batch.Targets[i]);
            Assert.Equal(masked ? (float)Slots / Masked(batch, i / Slots) / batch.Size : 0, batch.LossWeights[i]);
        }
        // So a denoiser that guesses has a loss of L · ln(symbols).
        Assert.Equal(Slots, batch.LossWeights.Sum(), 1e-3);
    }

    [Fact]
    public void Every_set_of_slots_is_masked_as_often()
    {
        // 66 pairs of slots, each masked in 2 of 12: of 400 batches of 24 rows, 800 have k = 2.
        Dictionary<int, int> pairs = [];
        for (int step = 0; step < 4_000; step++)
        {
            Batch batch = Fill(3, step, 24);
            for (int row = 0; row < batch.Size; row++)
            {
                if (Masked(batch, row) != 2)
                    continue;
                int set = Enumerable.Range(0, Slots).Where(slot => batch.Rows[row * Slots + slot] == Mask).Sum(slot => 1 << slot);
                pairs[set] = pairs.GetValueOrDefault(set) + 1;
            }
        }
        Assert.Equal(66, pairs.Count);
        double expected = pairs.Values.Sum() / 66.0;
        // χ² with 65 degrees of freedom is above 110 in one of 2,500 cases.
        Assert.InRange(pairs.Values.Sum(count => (count - expected) * (count - expected) / expected), 30, 110);
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
