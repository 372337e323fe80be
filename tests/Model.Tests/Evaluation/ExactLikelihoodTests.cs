using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

public sealed class ExactLikelihoodTests
{
    private const int Slots = 5;

    private static readonly Alphabet Abc = new("abc");

    private static float TimeFor(int masked) => masked * 0.13f;

    [Fact]
    public void The_sum_over_sets_agrees_with_the_sum_over_all_orders()
    {
        ToyDenoiser denoiser = new(Slots, Abc, scale: 1.5f);
        ExactLikelihood exact = new(denoiser, TimeFor);
        foreach (byte[] row in (byte[][])[[0, 1, 2, 3, 3], [2, 2, 2, 2, 2], [3, 3, 3, 3, 3], [1, 3, 0, 3, 2]])
        {
            double total = 0;
            int orders = 0;
            foreach (int[] order in Permutations([0, 1, 2, 3, 4]))
            {
                total += Math.Exp(LogProbability(denoiser, row, order));
                orders++;
            }
            Assert.Equal(120, orders);
            double expected = Math.Log(total / orders);
            Assert.Equal(expected, exact.LogLikelihood(row), 1e-12 * Math.Abs(expected));
        }
    }

    [Fact]
    public void The_likelihoods_of_all_rows_add_up_to_one()
    {
        ExactLikelihood exact = new(new ToyDenoiser(Slots, Abc), TimeFor);
        double total = 0;
        byte[] row = new byte[Slots];
        for (int code = 0; code < 1 << 2 * Slots; code++)
        {
            for (int slot = 0; slot < Slots; slot++)
                row[slot] = (byte)(code >> 2 * slot & 3);
            total += Math.Exp(exact.LogLikelihood(row));
        }
        Assert.Equal(1, total, 1e-9);
    }

    [Fact]
    public void A_denoiser_that_knows_nothing_gives_every_row_the_same()
    {
        ExactLikelihood exact = new(new ToyDenoiser(12, Alphabet.English, scale: 0), TimeFor);
        Assert.Equal(-12 * Math.Log(27), exact.LogLikelihood(new byte[12]), 1e-9);
    }

    [Fact]
    public void Logits_of_a_thousand_neither_overflow_nor_underflow()
    {
        double value = new ExactLikelihood(new ToyDenoiser(Slots, Abc, scale: 5_000), TimeFor).LogLikelihood([0, 1, 2, 0, 1]);
        Assert.InRange(value, -1e6, -800); // e to this power is 0 in double precision
        Assert.True(double.IsFinite(value));
    }

    [Fact]
    public void The_time_is_that_of_the_noise_schedule_unless_told_otherwise()
    {
        ToyDenoiser denoiser = new(Slots, Abc);
        byte[] row = [0, 1, 2, 3, 3];
        double expected = new ExactLikelihood(denoiser, masked => NoiseSchedule.TimeFor(masked, Slots, denoiser.Timesteps)).LogLikelihood(row);
        Assert.Equal(expected, new ExactLikelihood(denoiser).LogLikelihood(row));
        Assert.NotEqual(expected, new ExactLikelihood(denoiser, TimeFor).LogLikelihood(row));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        ExactLikelihood exact = new(new ToyDenoiser(Slots, Abc), TimeFor);
        byte[] row = [0, 1, 2, 3, 3];
        Assert.Equal(0, Allocation.Of(() => exact.LogLikelihood(row)));
    }

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            new ExactLikelihood(new ToyDenoiser(Slots, Abc), TimeFor).LogLikelihood(new byte[Slots], new CancellationToken(canceled: true)));

    [Fact]
    public void Rows_that_make_no_sense_are_refused()
    {
        ExactLikelihood exact = new(new ToyDenoiser(Slots, Abc), TimeFor);
        Assert.Throws<ArgumentException>(() => exact.LogLikelihood(new byte[Slots - 1]));
        Assert.Throws<ArgumentException>(() => exact.LogLikelihood([0, 1, 2, 3, Abc.Mask]));
        Assert.Throws<ArgumentException>(() => new ExactLikelihood(new ToyDenoiser(17, Abc), TimeFor));
    }

    /// <summary>ln of the probability that <paramref name="row"/> is made when slots are revealed in this order.</summary>
    private static double LogProbability(ToyDenoiser denoiser, byte[] row, int[] order)
    {
        byte[] seen = [.. Enumerable.Repeat(Abc.Mask, Slots)];
        float[] logits = new float[Slots * Abc.Symbols];
        double logProbability = 0;
        for (int i = 0; i < order.Length; i++)
        {
            denoiser.Predict(seen, TimeFor(Slots - i), logits);
            double[] p = [.. logits.Skip(order[i] * Abc.Symbols).Take(Abc.Mask).Select(logit => Math.Exp(logit))];
            logProbability += Math.Log(p[row[order[i]]] / p.Sum());
            seen[order[i]] = row[order[i]];
        }
        return logProbability;
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length == 0 ? [[]] : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
