using Unmask.Toy.Play;

namespace Unmask.Toy.Tests;

public class OddsTests
{
    [Theory]
    [InlineData(-0.1, "1 in 1")]
    [InlineData(0, "1 in 1")]
    [InlineData(0.7, "1 in 2")]
    [InlineData(1.1, "1 in 3")]
    [InlineData(2.9, "1 in 18")]
    [InlineData(6.9077, "1 in 1,000")]
    [InlineData(13.3, "1 in 600,000")]
    [InlineData(13.8155, "1 in 1 million")]
    [InlineData(13.92, "1 in 1.1 million")]
    [InlineData(17.5, "1 in 40 million")]
    [InlineData(20.8, "1 in 1.1 billion")]
    [InlineData(30, "1 in 11 trillion")]
    [InlineData(80, "1 in 10^35")]
    [InlineData(1000, "1 in 10^434")]
    public void Nats_are_said_as_odds(double nats, string said) => Assert.Equal(said, Odds.Of(nats));

    [Fact]
    public void Less_likely_never_sounds_likelier() => CsCheck.Check.Sample(CsCheck.Gen.Double[0, 700], nats => Assert.InRange(Odds.Of(nats).Length, 6, 20));
}
