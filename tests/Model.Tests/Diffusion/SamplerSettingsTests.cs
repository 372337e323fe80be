using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class SamplerSettingsTests
{
    private static readonly SamplerSettings Good = SamplerSettings.Default(12);

    [Fact]
    public void The_default_is_the_seeds_sampler()
    {
        Assert.Equal((RevealOrders.Confidence, 12, 0.8f), (Good.Order, Good.Steps, Good.Temperature));
        Assert.Equal((Remaskings.None, 0.5f, 0.5f, default(SlotSequence)), (Good.Remasking, Good.Strength, Good.Gamma, Good.Sequence));
        Assert.Equal(Good, SamplerSettings.Default(12));
    }

    [Fact]
    public void A_game_begins_with_a_comb_and_an_autoregressive_one_from_left_to_right()
    {
        var toy = new ToyDenoiser(4, new Alphabet("abc"));
        Assert.Equal(new SamplerSettings(RevealOrders.Comb, 8, 0.8f), SamplerSettings.DefaultFor(toy));
        SamplerSettings causal = SamplerSettings.DefaultFor(new CausalToyDenoiser(toy));
        Assert.Equal((RevealOrders.LeftToRight, SamplerSettings.MaxSteps, 0.8f), (causal.Order, causal.Steps, causal.Temperature));
    }

    [Fact]
    public void Usual_steps_change_with_the_order_and_chosen_ones_stay()
    {
        SamplerSettings usual = Good with { Steps = 40 };
        Assert.Equal((RevealOrders.Comb, 8), (usual.WithOrder(RevealOrders.Comb, 40).Order, usual.WithOrder(RevealOrders.Comb, 40).Steps));
        Assert.Equal(usual, usual.WithOrder(RevealOrders.Comb, 40).WithOrder(RevealOrders.Confidence, 40));
        Assert.Equal(12, Good.WithOrder(RevealOrders.Comb, 40).Steps);
    }

    [Fact]
    public void The_ends_of_every_range_are_in_it()
    {
        Assert.Null((Good with { Steps = 1, Temperature = 0.05f, Strength = 0, Gamma = 0 }).Problem);
        Assert.Null((Good with { Steps = 1000, Temperature = 5, Strength = 1, Gamma = 10 }).Problem);
    }

    [Fact]
    public void What_is_out_of_range_is_said()
    {
        Assert.Equal("steps must be 1 to 1000, not 0", (Good with { Steps = 0 }).Problem);
        Assert.Equal("steps must be 1 to 1000, not 1001", (Good with { Steps = 1001 }).Problem);
        Assert.Equal("temperature must be 0.05 to 5, not 0.04", (Good with { Temperature = 0.04f }).Problem);
        Assert.Equal("temperature must be 0.05 to 5, not 5.5", (Good with { Temperature = 5.5f }).Problem);
        Assert.Equal("strength must be 0 to 1, not 1.5", (Good with { Strength = 1.5f }).Problem);
        Assert.Equal("strength must be 0 to 1, not -0.5", (Good with { Strength = -0.5f }).Problem);
        Assert.Equal("gamma must be 0 to 10, not -1", (Good with { Gamma = -1 }).Problem);
        Assert.Equal("gamma must be 0 to 10, not 10.5", (Good with { Gamma = 10.5f }).Problem);
        Assert.Equal("temperature must be 0.05 to 5, not NaN", (Good with { Temperature = float.NaN }).Problem);
        Assert.Equal("strength must be 0 to 1, not NaN", (Good with { Strength = float.NaN }).Problem);
        Assert.Equal("gamma must be 0 to 10, not NaN", (Good with { Gamma = float.NaN }).Problem);
    }

    [Fact]
    public void An_order_and_a_remasking_must_be_chosen()
    {
        const string Expected = "a reveal order and a remasking must be chosen";
        Assert.Equal(Expected, (Good with { Order = null! }).Problem);
        Assert.Equal(Expected, (Good with { Remasking = null! }).Problem);
        Assert.Equal(Expected, default(SamplerSettings).Problem);
    }
}
