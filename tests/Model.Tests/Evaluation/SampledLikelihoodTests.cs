using Unmask.Model.Evaluation;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

public sealed class SampledLikelihoodTests
{
    private static readonly Alphabet Abc = new("abc");

    private static readonly ToyDenoiser Denoiser = new(5, Abc, scale: 1.5f);

    [Theory]
    [InlineData(new byte[] { 0, 1, 2, 3, 3 })]
    [InlineData(new byte[] { 2, 2, 2, 2, 2 })]
    [InlineData(new byte[] { 1, 3, 3, 3, 3 })]
    public void Its_mean_is_the_exact_probability(byte[] row)
    {
        SampledLikelihood sampled = new(Denoiser, orders: 8);
        Estimate mean = Estimate.Of([.. Enumerable.Range(0, 4000).Select(seed => Math.Exp(sampled.LogLikelihood(row, (ulong)seed)))]);
        double exact = Math.Exp(new ExactLikelihood(Denoiser).LogLikelihood(row));
        Assert.InRange((mean.Mean - exact) / mean.StandardError, -4, 4);
        Assert.True(mean.StandardError < 0.02 * exact, $"{mean} of {exact}: too coarse to tell");
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_rows_that_make_no_sense_are_refused()
    {
        SampledLikelihood sampled = new(Denoiser);
        byte[] row = [0, 1, 2, 3, 3];
        Assert.Equal(sampled.LogLikelihood(row, 5), sampled.LogLikelihood(row, 5));
        Assert.NotEqual(sampled.LogLikelihood(row, 5), sampled.LogLikelihood(row, 6));
        Assert.Equal(double.NegativeInfinity, sampled.LogLikelihood([1, 3, 0, 3, 2]));
        Assert.Throws<ArgumentException>(() => sampled.LogLikelihood(new byte[4]));
        Assert.Throws<ArgumentException>(() => sampled.LogLikelihood([0, 1, 2, 3, Abc.Mask]));
        Assert.Throws<ArgumentException>(() => new SampledLikelihood(new CausalToyDenoiser(Denoiser)));
    }
}
