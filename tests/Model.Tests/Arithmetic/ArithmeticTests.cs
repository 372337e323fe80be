using CsCheck;
using Unmask.Model.Arithmetic;
using Xunit;

namespace Unmask.Model.Tests.Arithmetic;

/// <summary>The project's own functions against their series in long integers, on grids and at random; and what they give where there is no number.</summary>
public sealed class ArithmeticTests
{
    private const int Points = 5_000;

    private static readonly Gen<double> AnyDouble = Gen.Long.Select(BitConverter.Int64BitsToDouble);

    [Fact]
    public void Exponentials_are_exact_to_53_hundredths_of_the_last_place()
    {
        double[] tight = [.. Grid(-0.7, 0.7), .. Grid(-708, 709), .. Grid(-40, 0), 0, double.Epsilon, -double.Epsilon, 1e-300, 1e-17, -1e-17, 709.782712893384, 1, -1];
        Assert.InRange(tight.Max(x => FixedPoint.ExpError(x, Exponential.Of(x))), 0.49, 0.53);
        Assert.InRange(Grid(-745.2, -708).Max(x => FixedPoint.ExpError(x, Exponential.Of(x))), 0, 1);
        Gen.Double[-708, 709.78].Sample(x => FixedPoint.ExpError(x, Exponential.Of(x)) < 0.53);
    }

    [Fact]
    public void Logarithms_are_exact_to_51_hundredths_of_the_last_place()
    {
        double[] tight =
        [
            .. Grid(0.70, 1.42), .. Grid(0.98, 1.04), .. Grid(1 - 1e-9, 1 + 1e-9), .. Grid(1, 100), .. Grid(1e-8, 1),
            double.Epsilon, 5e-320, double.MaxValue, 1e-300, Math.BitDecrement(1), Math.BitIncrement(1), 2, 0.5,
        ];
        Assert.InRange(tight.Where(x => x != 1).Max(x => FixedPoint.LogError(x, Logarithm.Of(x))), 0.49, 0.51);
        Assert.Equal(0, BitConverter.DoubleToInt64Bits(Logarithm.Of(1)));
        AnyDouble.Select(Math.Abs).Where(x => double.IsFinite(x) && x > 0 && x != 1).Sample(x => FixedPoint.LogError(x, Logarithm.Of(x)) < 0.51);
    }

    [Fact]
    public void Cosines_are_exact_to_three_quarters_of_the_last_place()
    {
        double[] tight = [.. Grid(0, 1), .. Grid(-9, 9), .. Grid(1 - 1e-7, 1 + 1e-7), .. Grid(0.55, 0.65), 1e-300, 123_456_789.123, 0.5, 1e15 + 0.5];
        Assert.InRange(tight.Where(x => Math.Abs(x) % 2 != 1).Max(x => FixedPoint.CosError(x, Cosine.OfQuarterTurns(x))), 0.49, 0.75);
        Gen.Double[-1e6, 1e6].Where(x => Math.Abs(x) % 2 != 1).Sample(x => FixedPoint.CosError(x, Cosine.OfQuarterTurns(x)) < 0.75);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.0, 1)]
    [InlineData(1, Math.E)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.MaxValue, double.PositiveInfinity)]
    [InlineData(double.MinValue, 0)]
    [InlineData(709.7827128933841, double.PositiveInfinity)]
    [InlineData(-745.2, 0)]
    [InlineData(-745, double.Epsilon)]
    public void Exponentials_of_what_is_special(double x, double expected)
    {
        Assert.Equal(expected, Exponential.Of(x));
        Assert.Equal(Math.Exp(x), Exponential.Of(x));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-0.0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(-double.Epsilon, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(Math.E, 1)]
    public void Logarithms_of_what_is_special(double x, double expected)
    {
        Assert.Equal(expected, Logarithm.Of(x));
        Assert.Equal(Math.Log(x), Logarithm.Of(x));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(2, -1)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(2.0 / 3, 0.5)]
    [InlineData(9007199254740994, -1)]
    [InlineData(1e300, 1)]
    [InlineData(double.PositiveInfinity, double.NaN)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    public void Cosines_of_what_is_special(double x, double expected) => Assert.Equal(expected, Cosine.OfQuarterTurns(x), 1e-15);

    /// <summary>Neighbours in a vector, and how many there are, change no bit; results may take the place of what they are made of.</summary>
    [Fact]
    public void Exponentials_of_many_are_those_of_each() => Gen.OneOf(Gen.Double[-800, 800], AnyDouble).Array[0, 40].Sample(values =>
    {
        double[] results = [.. values];
        Exponential.Of(results, results);
        Assert.Equal(values.Select(x => BitConverter.DoubleToInt64Bits(Exponential.Of(x))), results.Select(BitConverter.DoubleToInt64Bits));
    });

    [Fact]
    public void Exponentials_need_as_many_places() => Assert.Throws<ArgumentException>(() => Exponential.Of([1, 2], new double[1]));

    /// <summary>Sixteen numbers of four columns stand for the order; a library's sum of them differs from one width of vectors to the next.</summary>
    [Fact]
    public void Sums_have_one_order() => Gen.Double[-1, 1].Array[0, 50].Sample(values =>
    {
        double[] sums = new double[4];
        for (int i = 0; i < values.Length; i++)
            sums[i % 4] += values[i];
        Assert.Equal((sums[0] + sums[2]) + (sums[1] + sums[3]), FixedOrder.Sum(values));
    });

    private static IEnumerable<double> Grid(double from, double to) => Enumerable.Range(0, Points + 1).Select(i => from + (to - from) * i / Points);
}
