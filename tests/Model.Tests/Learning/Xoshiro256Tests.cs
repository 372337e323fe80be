using Unmask.Model.Learning;
using Xunit;

namespace Unmask.Model.Tests.Learning;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void The_numbers_are_those_of_an_independent_implementation()
    {
        // From a Python implementation that gives the authors' own 11520, 0, 1509978240, … for the state 1, 2, 3, 4.
        Xoshiro256 random = new(7, 3);
        Assert.Equal([0x25ce019f28f873d0, 0xf90b55b952b51d8d, 0x3a2076c5c2f92a38], (ulong[])[random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void Seeds_and_streams_give_sequences_of_their_own()
    {
        HashSet<ulong> firsts = [];
        for (ulong seed = 0; seed < 50; seed++)
        {
            for (ulong stream = 0; stream < 50; stream++)
                Assert.True(firsts.Add(new Xoshiro256(seed, stream).NextBits()));
        }
    }

    [Fact]
    public void Bounded_numbers_are_uniform()
    {
        const int Bound = 7, Draws = 70_000;
        int[] count = new int[Bound];
        Xoshiro256 random = new(1, 1);
        for (int i = 0; i < Draws; i++)
            count[random.Next(Bound)]++;
        double chiSquare = count.Sum(n => Math.Pow(n - Draws / Bound, 2) / (Draws / Bound));
        Assert.InRange(chiSquare, 0, 22.46); // 6 degrees of freedom, p = 0.001
    }
}
