using Unmask.Model.Diffusion;
using Unmask.Model.Learning;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class SeedRecipeTests
{
    private const int Slots = 12, Timesteps = 40;

    private static readonly NameSet Names = NameSet.LoadBuiltIn(Alphabet.English);
    private static readonly TrainingData Data = new(Names.TrainingRows(Slots), Slots, Alphabet.English);
    private readonly SeedRecipe _recipe = new();

    private Batch Fill(ulong seed, int step, int size = 64)
    {
        Batch batch = new(size, Slots);
        Xoshiro256 random = new(seed, (ulong)step);
        _recipe.Fill(Data, Timesteps, ref random, batch);
        return batch;
    }

    [Fact]
    public void Rows_are_names_of_the_training_set_with_some_slots_masked()
    {
        for (int step = 0; step < 100; step++)
        {
            Batch batch = Fill(1, step);
            for (int row = 0; row < batch.Size; row++)
            {
                string name = Alphabet.English.Decode(batch.Targets.AsSpan(row * Slots, Slots));
                Assert.Equal(NoveltyKind.Known, Names.NoveltyOf(name).Kind);
            }
            Assert.All(batch.Rows.Zip(batch.Targets), pair => Assert.True(pair.First == pair.Second || pair.First == Alphabet.English.Mask));
        }
    }

    [Fact]
    public void Every_t_comes_as_often_and_masks_its_share_of_the_slots()
    {
        const int Steps = 8_000;
        int[] batches = new int[Timesteps + 1];
        double[] masked = new double[Timesteps + 1];
        for (int step = 0; step < Steps; step++)
        {
            Batch batch = Fill(2, step, size: 16);
            int t = (int)Math.Round(batch.Time * Timesteps);
            batches[t]++;
            masked[t] += batch.Rows.Count(symbol => symbol == Alphabet.English.Mask) / (double)batch.Rows.Length;
        }

        Assert.Equal(0, batches[0]);
        for (int t = 1; t <= Timesteps; t++)
        {
            Assert.InRange(batches[t], 140, 260); // 200 expected, ±4 standard deviations
            double rate = NoiseSchedule.MaskRate(t, Timesteps);
            double deviation = Math.Sqrt(rate * (1 - rate) / (batches[t] * 16 * Slots));
            Assert.InRange(masked[t] / batches[t] - rate, -4.5 * deviation - 1e-12, 4.5 * deviation + 1e-12);
        }
    }

    [Fact]
    public void Each_slot_is_masked_independently_of_its_neighbour()
    {
        // Two slots share one draw of bits: their product must still have the product's mean.
        double both = 0, single = 0, pairs = 0;
        for (int step = 0; step < 4_000; step++)
        {
            Batch batch = Fill(3, step, size: 16);
            if (Math.Abs(batch.Time - 0.5f) > 0.001)
                continue;
            for (int i = 0; i < batch.Rows.Length; i += 2, pairs++)
            {
                bool left = batch.Rows[i] == Alphabet.English.Mask, right = batch.Rows[i + 1] == Alphabet.English.Mask;
                both += left && right ? 1 : 0;
                single += (left ? 0.5 : 0) + (right ? 0.5 : 0);
            }
        }
        Assert.True(pairs > 5_000);
        Assert.Equal(Math.Pow(single / pairs, 2), both / pairs, 0.025);
    }

    [Fact]
    public void Names_are_drawn_from_the_whole_training_set()
    {
        HashSet<string> drawn = [];
        for (int step = 0; step < 2_000; step++)
        {
            Batch batch = Fill(4, step);
            for (int row = 0; row < batch.Size; row++)
                drawn.Add(Alphabet.English.Decode(batch.Targets.AsSpan(row * Slots, Slots)));
        }
        // 128,000 draws of 31,981 names leave e⁻⁴ of them out.
        Assert.Equal(Data.Count * (1 - Math.Exp(-2_000.0 * 64 / Data.Count)), drawn.Count, 100.0);
    }

    [Fact]
    public void Loss_weights_make_a_mean_over_all_slots() =>
        Assert.All(Fill(1, 0).LossWeights, weight => Assert.Equal(1f / (64 * Slots), weight));

    [Fact]
    public void A_step_has_the_same_batch_whenever_it_is_made()
    {
        Batch batch = Fill(5, 123), again = Fill(5, 123), other = Fill(5, 124);
        Assert.Equal(batch.Rows, again.Rows);
        Assert.NotEqual(batch.Targets, other.Targets);
    }

    [Fact]
    public void Filling_a_batch_allocates_nothing()
    {
        Batch batch = new(64, Slots);
        Xoshiro256 random = new(1, 1);
        Assert.Equal(0, Allocation.Of(() => _recipe.Fill(Data, Timesteps, ref random, batch)));
    }

    [Theory]
    [InlineData(0, 2.5e-6f)]
    [InlineData(99, 0.00024505f)]
    [InlineData(199, 0.0004801f)]
    [InlineData(2_500, 0.00025f)]
    [InlineData(4_999, 0.00005f)]
    public void The_learning_rate_warms_up_and_decays(int step, float rate)
    {
        OptimizerStep optimizer = _recipe.Optimizer(step, 5_000);
        Assert.Equal(rate, optimizer.LearningRate, rate * 1e-5f);
        Assert.Equal(new OptimizerStep(step + 1, optimizer.LearningRate, 0.9f, 0.999f, 1e-8f, 0, 1, LearnsMask: true), optimizer);
    }

    [Fact]
    public void The_recipe_is_found_by_its_name()
    {
        Assert.IsType<SeedRecipe>(DenoiserCatalog.Find("mlp").Recipe("seed"));
        Assert.IsType<SeedRecipe>(DenoiserCatalog.Find("residual").Recipe("seed"));
        Recipe transformer = Assert.IsType<SeedTransformerRecipe>(DenoiserCatalog.Find("transformer").Recipe("seed"));
        Assert.Equal(("seed", 3_000, 64, 3e-4f), (transformer.Name, transformer.DefaultSteps, transformer.DefaultBatchSize, transformer.Optimizer(0, 1).LearningRate));
        Assert.Null(DenoiserCatalog.Find("mlp").Recipe("nothing"));
    }
}
