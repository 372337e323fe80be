namespace Unmask.Model.Arithmetic;

/// <summary>
/// cos(π/2 · x) with the same bits on every processor, system and C library: only additions, subtractions, multiplications and bit patterns, in a fixed
/// order. Quarter turns need no π to find the quadrant, so no angle is too large.
/// </summary>
/// <remarks>
/// With q = round(x), the rest r = x − q is exact, and the angle y = π/2 · r is kept as h of 25 bits and the rest. Then 1 − h²/2 or h is known without
/// error, and Taylor's series gives what is small. Error below 0.66 units in the last place.
/// </remarks>
public static class Cosine
{
    /// <summary>π/2 in two parts: the first has 26 bits.</summary>
    private const double HalfPi = 1.5707963407039642, HalfPiRest = -1.3909067614167116e-08;

    /// <summary>From here on, every number is a multiple of four quarters.</summary>
    private const double AllWhole = 1L << 54;

    private const int LowBits = 27;

    /// <summary>Adding and subtracting it rounds to multiples of 2⁻²⁵.</summary>
    private const double To25Bits = 1.5 * (1 << 27);

    /// <summary>cos(π/2 · x); NaN for NaN and ±∞.</summary>
    public static double OfQuarterTurns(double x)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        double turn = Math.Abs(x);
        if (turn >= AllWhole)
            return 1;
        double quadrant = Math.Round(turn), r = turn - quadrant;
        double head = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(r) & -1L << LowBits), tail = r - head;
        double exact = head * HalfPi, rest = head * HalfPiRest + tail * (HalfPi + HalfPiRest);
        return ((long)quadrant & 3) switch
        {
            0 => OfCosine(exact, rest),
            1 => -OfSine(exact, rest),
            2 => -OfCosine(exact, rest),
            _ => OfSine(exact, rest),
        };
    }

    /// <summary>cos(a + b) for |a + b| ≤ π/4.</summary>
    private static double OfCosine(double a, double b)
    {
        double h = a + b + To25Bits - To25Bits, t = (a - h) + b, y = h + t, z = y * y;
        double square = 0.5 * h * h, sum = 1 - square, lost = (1 - sum) - square;
        double series = 1 / 24.0 - z * (1 / 720.0 - z * (1 / 40320.0 - z * (1 / 3628800.0 - z * (1 / 479001600.0 - z * (1 / 87178291200.0 - z / 20922789888000.0)))));
        return sum + (lost + (z * z * series - t * (h + 0.5 * t)));
    }

    /// <summary>sin(a + b) for |a + b| ≤ π/4.</summary>
    private static double OfSine(double a, double b)
    {
        double y = a + b, t = (a - y) + b, z = y * y;
        double series = 1 / 6.0 - z * (1 / 120.0 - z * (1 / 5040.0 - z * (1 / 362880.0 - z * (1 / 39916800.0 - z * (1 / 6227020800.0 - z / 1307674368000.0)))));
        return y + (t - y * z * series);
    }
}
