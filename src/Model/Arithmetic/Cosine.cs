namespace Unmask.Model.Arithmetic;

/// <summary>
/// cos(π/2 · x) with the same bits on every processor, system and C library: only additions, subtractions, multiplications and bit patterns, in a fixed
/// order. Quarter turns need no π to find the quadrant, so no angle is too large.
/// </summary>
/// <remarks>
/// The distance r of x from the nearest even number is exact, and so is 1 − r, of which the sine is taken where r is large. The angle is kept in two parts;
/// for a cosine the first is h of 25 bits, so 1 − h²/2 is known without error. Taylor's series give what is small. Error below 0.75 units in the last place.
/// </remarks>
public static class Cosine
{
    /// <summary>π/2 in two parts: the first has 26 bits.</summary>
    private const double HalfPi = 1.5707963407039642, HalfPiRest = -1.3909067614167116e-08;

    /// <summary>From here on, every number is a multiple of four quarters.</summary>
    private const double AllWhole = 1L << 54;

    /// <summary>Up to here the cosine's series has the smaller error, beyond it the sine's.</summary>
    private const double Middle = 0.6;

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
        double even = 2 * Math.Round(0.5 * turn), r = Math.Abs(turn - even);
        double value = r <= Middle ? OfCosine(r) : OfSine(1 - r);
        return ((long)even & 2) == 0 ? value : -value;
    }

    /// <summary>π/2 · r in two parts: the first without error, and what is left.</summary>
    private static (double Exact, double Small) Angle(double r)
    {
        double head = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(r) & -1L << LowBits), tail = r - head;
        return (head * HalfPi, head * HalfPiRest + tail * (HalfPi + HalfPiRest));
    }

    /// <summary>cos(π/2 · r) for 0 ≤ r ≤ 0.6.</summary>
    private static double OfCosine(double r)
    {
        (double a, double b) = Angle(r);
        double h = a + b + To25Bits - To25Bits, t = (a - h) + b, y = h + t, z = y * y;
        double square = 0.5 * h * h, sum = 1 - square, lost = (1 - sum) - square;
        double late = 1 / 3628800.0 - z * (1 / 479001600.0 - z * (1 / 87178291200.0 - z * (1 / 20922789888000.0 - z / 6402373705728000.0)));
        double series = 1 / 24.0 - z * (1 / 720.0 - z * (1 / 40320.0 - z * late));
        return sum + (lost + (z * z * series - t * (h + 0.5 * t)));
    }

    /// <summary>sin(π/2 · r) for 0 ≤ r ≤ 0.4.</summary>
    private static double OfSine(double r)
    {
        (double a, double b) = Angle(r);
        double y = a + b, t = (a - y) + b, z = y * y;
        double late = 1 / 362880.0 - z * (1 / 39916800.0 - z * (1 / 6227020800.0 - z * (1 / 1307674368000.0 - z / 355687428096000.0)));
        double series = 1 / 6.0 - z * (1 / 120.0 - z * (1 / 5040.0 - z * late));
        return y + (t - (y * z * series + 0.5 * t * z));
    }
}
