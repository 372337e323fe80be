using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Evaluation;

/// <summary>The likelihood of a comb whose classes are drawn: by enumeration of all rows, beside the random order, and beside the sampler's own games.</summary>
public sealed class CombLikelihoodTests
{
    private const int Slots = 5;

    private static readonly Alphabet Ab = new("ab");

    private static readonly IDenoiser Denoiser = new TimelessDenoiser(new ToyDenoiser(Slots, Ab, scale: 3));

    private static readonly byte[] AllRows = [.. Rows([]).SelectMany(row => row)];

    [Theory]
    [InlineData("")]
    [InlineData("__b")]
    [InlineData("b[a.]")]
    [InlineData("___.")]
    [InlineData("a__b$")]
    [InlineData("_[^a]_[ab]")]
    public void The_probabilities_of_all_rows_add_up_to_one(string pattern)
    {
        var likelihood = new SamplerLikelihood(Denoiser);
        double[] logs = new double[AllRows.Length / Slots];
        foreach (int steps in (int[])[1, 2, 3, 4, 5, 8])
        {
            foreach (float temperature in (float[])[0.4f, 1, 2.5f])
            {
                Board start = Start(steps, temperature, pattern);
                likelihood.LogLikelihoods(start, AllRows, logs);
                Assert.Equal(1, logs.Sum(Math.Exp), 1e-9);
                likelihood.LogLikelihoods(ReverseProcess.Step(start, new Prediction(Denoiser)), AllRows, logs);
                Assert.Equal(1, logs.Sum(Math.Exp), 1e-9);
            }
        }
    }

    [Fact]
    public void With_a_step_for_every_slot_it_is_the_random_order()
    {
        double[] comb = Logs(Start(Slots, 1, "")), random = Logs(Start(SamplerSettings.MaxSteps, 1, "").Configure(new(RevealOrders.Random, SamplerSettings.MaxSteps, 1)));
        for (int i = 0; i < comb.Length; i++)
            Assert.Equal(Math.Exp(random[i]), Math.Exp(comb[i]), 1e-9);
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "")]
    [InlineData(3, "___b")]
    public void Games_follow_it(int steps, string pattern)
    {
        Board start = Start(steps, 1, pattern);
        double[] logs = Logs(start);
        Dictionary<string, double> exact = [];
        for (int i = 0; i < logs.Length; i++)
            exact[string.Concat(AllRows.AsSpan(i * Slots, Slots).ToArray().Select(Ab.CharacterOf))] = Math.Exp(logs[i]);
        Dictionary<string, int> drawn = Count(start), surest = Count(start.Configure(start.Settings with { Order = RevealOrders.Comb }));
        (double statistic, int freedom) = ExactGame.ChiSquare(drawn, exact);
        double bound = freedom + (5 * Math.Sqrt(2 * freedom));
        Assert.True(statistic < bound, $"χ² is {statistic:F1} with {freedom} degrees of freedom");
        Assert.True(ExactGame.ChiSquare(surest, exact).Statistic > bound, "the comb whose surest class comes first has the same law");
    }

    [Fact]
    public void More_classes_than_it_sums_over_are_refused_and_so_is_a_denoiser_with_a_time()
    {
        Assert.Contains("exact in 8 steps or fewer", SamplerLikelihood.Refusal(Denoiser, Start(9, 1, "")), StringComparison.Ordinal);
        Assert.Contains("takes a time", SamplerLikelihood.Refusal(new ToyDenoiser(Slots, Ab), Start(3, 1, "")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_whose_place_is_not_drawn_yet_is_refused_and_one_that_fits_in_one_way_is_not()
    {
        Assert.Contains("draws places first", SamplerLikelihood.Refusal(Denoiser, Placements.Begin("*b", Start(3, 1, ""), Denoiser)), StringComparison.Ordinal);
        Assert.Null(SamplerLikelihood.Refusal(Denoiser, Placements.Begin("b*", Start(3, 1, ""), Denoiser)));
    }

    private static Board Start(int steps, float temperature, string pattern) =>
        Pattern.Apply(pattern, new Board(Ab, Slots, new SamplerSettings(RevealOrders.DrawnComb, steps, temperature), seed: 3));

    private static double[] Logs(in Board start)
    {
        double[] logs = new double[AllRows.Length / Slots];
        new SamplerLikelihood(Denoiser).LogLikelihoods(start, AllRows, logs);
        return logs;
    }

    private static Dictionary<string, int> Count(Board start)
    {
        var prediction = new Prediction(Denoiser);
        Dictionary<string, int> counts = [];
        for (int game = 0; game < Rounds.Of(6_000, share: 10); game++)
        {
            string row = ReverseProcess.Finish(start.WithSeed(CounterRandom.Fork(9, game)), prediction).Row;
            counts[row] = counts.GetValueOrDefault(row) + 1;
        }
        return counts;
    }

    private static IEnumerable<byte[]> Rows(byte[] prefix) => prefix.Length == Slots
        ? [prefix]
        : Enumerable.Range(0, Ab.Mask).SelectMany(symbol => Rows([.. prefix, (byte)symbol]));
}
