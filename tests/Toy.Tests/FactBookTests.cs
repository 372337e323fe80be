using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Evaluation;
using Unmask.Toy.Play;

namespace Unmask.Toy.Tests;

/// <summary>What is said of a finished name.</summary>
public sealed class FactBookTests
{
    private static readonly IDenoiser Mlp = DenoiserCatalog.LoadBuiltIn("mlp");

    [Fact]
    public void A_name_has_the_likelihood_of_the_sampler_that_made_it()
    {
        var settings = new SamplerSettings(RevealOrders.Comb, 8, 0.8f);
        byte[] row = new byte[Mlp.Slots];
        Assert.True(Mlp.Alphabet.TryEncode("maria", row));
        double log = new OrderLikelihood(Mlp.Fork()).LogLikelihood(new Board(Mlp.Alphabet, Mlp.Slots, settings, seed: 3), row);
        FactSheet facts = new FactBook(Mlp).Of("maria", settings);
        Assert.Equal($"comb in 8: {Odds.Of(-log)} ({-log:0.00} nats)", facts.BySampler);
        Assert.Contains(facts.BySampler, facts.Lines);
    }

    [Fact]
    public void More_steps_than_slots_are_said_as_what_they_do() =>
        Assert.StartsWith("right-to-left in 16: 1 in ", new FactBook(Mlp).Of("maria", new(RevealOrders.RightToLeft, 16, 0.8f)).BySampler, StringComparison.Ordinal);

    [Fact]
    public void A_sampler_of_many_ways_says_nothing() =>
        Assert.Null(new FactBook(Mlp).Of("maria", new(RevealOrders.Confidence, 16, 0.8f) { Remasking = Remaskings.All[1] }).BySampler);
}
