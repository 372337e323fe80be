using System.Numerics;

namespace Unmask.Model.Tests.Arithmetic;

/// <summary>What the functions are compared with: their series in integers of 200 binary places, from their definitions alone.</summary>
internal static class FixedPoint
{
    private const int Places = 200;

    private static readonly BigInteger One = BigInteger.One << Places;

    public static BigInteger Ln2 { get; } = 2 * ArTanh(One / 3);

    /// <summary>Machin's formula (1706).</summary>
    private static BigInteger Pi { get; } = 4 * (4 * ArcTangentOfInverse(5) - ArcTangentOfInverse(239));

    /// <summary>How far a result is from eˣ, in units of its last place.</summary>
    public static double ExpError(double x, double result)
    {
        int n = (int)Math.Round(x * 1.4426950408889634);
        BigInteger r = Of(x, 0) - n * Ln2, term = One, sum = One;
        for (int i = 1; !term.IsZero; i++)
        {
            term = term * r / One / i;
            sum += term;
        }
        return Error(sum, -n, result);
    }

    /// <summary>How far a result is from ln x, in units of its last place.</summary>
    public static double LogError(double x, double result)
    {
        int e = Math.ILogB(x);
        BigInteger m = Of(x, -e);
        return Error(e * Ln2 + 2 * ArTanh((m - One) * One / (m + One)), 0, result);
    }

    /// <summary>ln c, with all places.</summary>
    public static BigInteger Log(double c) => 2 * ArTanh((Of(c, 0) - One) * One / (Of(c, 0) + One));

    /// <summary>How far a result is from cos(π/2 · x), in units of its last place.</summary>
    public static double CosError(double x, double result)
    {
        BigInteger turn = Of(Math.Abs(x), 0) % (4 * One), angle = turn * Pi >> Places + 1;
        BigInteger term = One, sum = One;
        for (int i = 1; !term.IsZero; i += 2)
        {
            term = -(term * angle / One * angle / One) / (i * (i + 1));
            sum += term;
        }
        return Error(sum, 0, result);
    }

    /// <summary>x · 2^scale; what is too small for the places is cut off.</summary>
    public static BigInteger Of(double x, int scale)
    {
        long bits = BitConverter.DoubleToInt64Bits(x), mantissa = bits & (1L << 52) - 1;
        int exponent = (int)(bits >> 52) & 2047;
        if (exponent > 0)
            mantissa |= 1L << 52;
        int shift = Math.Max(exponent, 1) - 1075 + scale + Places;
        BigInteger value = shift >= 0 ? (BigInteger)mantissa << shift : (BigInteger)mantissa >> -shift;
        return bits < 0 ? -value : value;
    }

    /// <summary>The distance of a result, times 2^scale, from what is right, in units of the result's last place.</summary>
    private static double Error(BigInteger right, int scale, double result)
    {
        double size = Math.Abs(result);
        BigInteger unit = Of(Math.BitIncrement(size) - size, scale);
        return (double)(BigInteger.Abs(Of(result, scale) - right) * 1_000_000 / unit) / 1_000_000;
    }

    private static BigInteger ArTanh(BigInteger x)
    {
        BigInteger square = x * x >> Places, power = x, sum = 0;
        for (int i = 1; !power.IsZero; i += 2)
        {
            sum += power / i;
            power = power * square / One;
        }
        return sum;
    }

    private static BigInteger ArcTangentOfInverse(int x)
    {
        BigInteger power = One / x, sum = 0;
        for (int i = 1, sign = 1; !power.IsZero; i += 2, sign = -sign)
        {
            sum += sign * power / i;
            power /= x * x;
        }
        return sum;
    }
}
