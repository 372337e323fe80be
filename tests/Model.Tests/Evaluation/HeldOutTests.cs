using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

public sealed class HeldOutTests
{
    private const int Slots = 5;

    private static readonly Alphabet Abc = new("abc");
    private static readonly byte[] Rows = [0, 1, 2, 3, 3, 2, 2, 2, 2, 2, 1, 3, 3, 3, 3, 1, 0, 0, 2, 3];

    /// <summary>−ln p of each masked slot, by hand.</summary>
    private static IEnumerable<double> NatsOf(IDenoiser denoiser, byte[] row, int set)
    {
        int masked = int.PopCount(set);
        // What follows a known PAD is known.
        int end = Enumerable.Range(0, row.Length).FirstOrDefault(slot => (set >> slot & 1) == 0 && row[slot] == denoiser.Alphabet.Pad, row.Length);
        set &= (1 << end) - 1;
        byte[] noisy = [.. row.Select((symbol, slot) => (set >> slot & 1) != 0 ? denoiser.Alphabet.Mask : symbol)];
        float[] logits = new float[row.Length * denoiser.Symbols];
        denoiser.Predict(noisy, NoiseSchedule.TimeFor(masked, row.Length, denoiser.Timesteps), logits);
        foreach (int slot in Enumerable.Range(0, row.Length).Where(slot => (set >> slot & 1) != 0))
        {
            double[] p = [.. logits.Skip(slot * denoiser.Symbols).Take(denoiser.Alphabet.Mask).Select(logit => Math.Exp(logit))];
            yield return -Math.Log(p[row[slot]] / p.Sum());
        }
    }

    /// <summary>The NELBO as the expectation over every set of masked slots.</summary>
    private static double Nelbo(IDenoiser denoiser, byte[] row)
    {
        double total = 0;
        for (int k = 1; k <= row.Length; k++)
        {
            int[] sets = [.. Enumerable.Range(0, 1 << row.Length).Where(set => int.PopCount(set) == k)];
            total += sets.Average(set => NatsOf(denoiser, row, set).Sum()) / k;
        }
        return total;
    }

    [Fact]
    public void The_estimate_comes_to_the_expectation_over_all_masks()
    {
        ToyDenoiser denoiser = new(Slots, Abc, scale: 1.5f);
        HeldOutFigures figures = HeldOut.Evaluate(denoiser, Rows, rounds: 3_000);
        for (int name = 0; name < figures.NatsPerName.Length; name++)
        {
            double expected = Nelbo(denoiser, Rows[(name * Slots)..((name + 1) * Slots)]);
            Assert.Equal(expected, figures.NatsPerName[name], 0.01 * expected);
        }
        Assert.Equal(figures.NatsPerName.Average(), figures.Nelbo.Mean, 1e-9);
        foreach (MaskedFigures entry in figures.ByMasked)
        {
            double[] nats = [.. from row in Rows.Chunk(Slots) from set in Enumerable.Range(0, 1 << Slots) where int.PopCount(set) == entry.Masked from slot in NatsOf(denoiser, row, set) select slot];
            Assert.Equal(nats.Average(), entry.NatsPerSlot, 0.02 * nats.Average());
        }
    }

    [Fact]
    public void It_bounds_the_exact_likelihood()
    {
        ToyDenoiser denoiser = new(Slots, Abc, scale: 1.5f);
        HeldOutFigures figures = HeldOut.Evaluate(denoiser, Rows, rounds: 3_000);
        Estimate exact = ExactSplit.Evaluate(denoiser, Rows, figures);
        Assert.InRange(exact.Mean, 0, figures.Nelbo.Mean);
        Assert.Equal(Rows.Chunk(Slots).Average(row => -new ExactLikelihood(denoiser).LogLikelihood(row)), exact.Mean, 1e-9);
    }

    [Fact]
    public void A_sample_of_names_estimates_the_exact_mean_without_bias()
    {
        ToyDenoiser denoiser = new(Slots, Abc, scale: 1.5f);
        byte[] rows = [.. Enumerable.Range(0, 40).SelectMany(i => Enumerable.Range(0, Slots).Select(slot => slot < 1 + i % Slots ? (byte)(i * 7 / (slot + 1) % 3) : (byte)3))];
        HeldOutFigures figures = HeldOut.Evaluate(denoiser, rows, rounds: 1_000);
        double exact = ExactSplit.Evaluate(denoiser, rows, figures).Mean;
        double[] estimates = [.. Enumerable.Range(0, 400).Select(seed => ExactSplit.Evaluate(denoiser, rows, figures, sample: 5, seed: (ulong)seed).Mean)];
        Estimate mean = Estimate.Of(estimates);
        Assert.InRange(mean.Mean - exact, -4 * mean.StandardError, 4 * mean.StandardError);
    }

    [Fact]
    public void The_figures_do_not_depend_on_threads()
    {
        ToyDenoiser denoiser = new(12, Alphabet.English);
        byte[] rows = NameSet.LoadBuiltIn(Alphabet.English).TrainingRows(12)[..(12 * 100)];
        HeldOutFigures one = HeldOut.Evaluate(denoiser, rows, rounds: 1, threads: 1), three = HeldOut.Evaluate(denoiser, rows, rounds: 1, threads: 3);
        Assert.Equal(one.NatsPerName, three.NatsPerName);
        Assert.Equal(one.ByMasked, three.ByMasked);
        Assert.Equal(one.Calibration, three.Calibration);
        Assert.NotEqual(one.NatsPerName, HeldOut.Evaluate(denoiser, rows, rounds: 1, seed: 1).NatsPerName);
    }

    [Fact]
    public void A_denoiser_that_knows_nothing_costs_the_logarithm_of_the_outputs()
    {
        HeldOutFigures figures = HeldOut.Evaluate(new ToyDenoiser(12, Alphabet.English, scale: 0), new byte[12 * 50]);
        Assert.Equal(12 * Math.Log(27), figures.Nelbo.Mean, 1e-9);
        Assert.Equal(0, figures.Nelbo.StandardError, 1e-9);
        // All outputs are alike, and the first of them is the right one.
        Assert.All(figures.ByMasked, entry => Assert.Equal((1, 1), (entry.TopOne, entry.TopFive)));
        Assert.Equal(1 - 1 / 27.0, figures.CalibrationError, 1e-9);
    }

    [Fact]
    public void Ranks_count_the_symbols_above_the_right_one()
    {
        HeldOutTally tally = new(1);
        float[] logits = [1, 5, 3, 2, 4, 0.5f];
        for (byte target = 0; target < logits.Length; target++)
            tally.Add(logits, target, masked: 1);
        MaskedFigures figures = Assert.Single(tally.ByMasked());
        Assert.Equal(1 / 6.0, figures.TopOne, 1e-12);
        Assert.Equal(5 / 6.0, figures.TopFive, 1e-12);
    }

    [Fact]
    public void A_standard_error_is_that_of_a_mean()
    {
        Estimate estimate = Estimate.Of([1, 2, 3, 4]);
        Assert.Equal(2.5, estimate.Mean);
        Assert.Equal(Math.Sqrt(5.0 / 3 / 4), estimate.StandardError, 1e-12);
        Assert.Equal(new Estimate(1, 0), Estimate.OfDifference([2, 3, 4], [1, 2, 3]));
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => HeldOut.Evaluate(new ToyDenoiser(Slots, Abc), []));
        Assert.Throws<ArgumentException>(() => HeldOut.Evaluate(new ToyDenoiser(Slots, Abc), new byte[Slots + 1]));
        Assert.ThrowsAny<OperationCanceledException>(() => HeldOut.Evaluate(new ToyDenoiser(Slots, Abc), Rows, cancellation: new CancellationToken(canceled: true)));
    }
}
