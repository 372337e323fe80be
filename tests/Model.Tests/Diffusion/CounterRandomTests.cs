using Unmask.Model.Diffusion;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>Numbers made apart from the published SplitMix64: every code of a game depends on each of these bits.</summary>
public sealed class CounterRandomTests
{
    [Theory]
    [InlineData(0UL, 0, 0, 0x238275bcu)]
    [InlineData(7UL, 3, 41, 0xefedf628u)]
    [InlineData(1UL << 63, 1, 0, 0x819264ceu)]
    [InlineData(ulong.MaxValue, 1000, 123, 0x72fbf113u)]
    public void Draws_are_those_of_SplitMix64(ulong seed, int move, int draw, uint expected) =>
        Assert.Equal(expected, CounterRandom.Bits(seed, move, draw));

    [Theory]
    [InlineData(7UL, 0, 0x34cac5489fdc078aUL)]
    [InlineData(7UL, 5, 0x9957e29039e9925bUL)]
    [InlineData(ulong.MaxValue, 1000, 0xb45c3c9389fc3088UL)]
    public void Games_under_one_seed_have_seeds_of_their_own(ulong seed, int index, ulong expected) =>
        Assert.Equal(expected, CounterRandom.Fork(seed, index));

    [Theory]
    [InlineData(0UL, 0xc76f783c7f85d0eeUL)]
    [InlineData(7UL, 0x3e9f54a23192125aUL)]
    [InlineData(ulong.MaxValue, 0x8328f1816b95934cUL)]
    public void A_restart_goes_on_with_another_seed(ulong seed, ulong expected) => Assert.Equal(expected, CounterRandom.Next(seed));
}
