namespace Unmask.Model.Arithmetic;

/// <summary>
/// ln x with the same bits on every processor, system and C library: only additions, subtractions, multiplications and bit patterns, in a fixed order.
/// </summary>
/// <remarks>
/// x = 2ᵉ · m with m in [0.707, 1.414), and one of sixteen short numbers c makes f = m · c − 1 small (Tang 1990). Then ln x = e · ln 2 − ln c + ln(1 + f).
/// f has two parts, h of 25 bits and the rest. The sum of the logarithms' first parts, f and h²/2 is kept with what its roundings lose; all else is small.
/// Error below 0.51 units in the last place.
/// </remarks>
public static class Logarithm
{
    /// <summary>ln 2 in two parts: the first has 42 bits, so its product with e is exact.</summary>
    private const double Ln2 = 0.6931471805598903, Ln2Rest = 5.497923018708371e-14;

    private const int MantissaBits = 52, TableBits = 4;

    /// <summary>Adding and subtracting it rounds to multiples of 2⁻²².</summary>
    private const double To23Bits = 1.5 * (1 << 30);

    /// <summary>The bits of 0.70703125, where the first of the sixteen intervals begins.</summary>
    private const long First = 0x3FE6A00000000000;

    /// <summary>
    /// By interval: c, and −ln c in two parts, the first a multiple of 2⁻⁴². The interval around 1 has c = 1 and no logarithm, so nothing is lost near 0.
    /// </summary>
    private static ReadOnlySpan<double> Table =>
    [
        177 / 128.0, -0.32411946865431673, 1.0475750058776541e-13,
        170 / 128.0, -0.28376817313073843, 9.3834172236637e-14,
        163 / 128.0, -0.2417199368871934, 4.8230289429940886e-14,
        157 / 128.0, -0.2042155414287663, 7.540916511956189e-14,
        151 / 128.0, -0.16524957289539088, 8.372091099235912e-14,
        146 / 128.0, -0.13157635778861732, -1.0195735223708473e-13,
        141 / 128.0, -0.09672962645845473, -9.638067658552277e-14,
        136 / 128.0, -0.06062462181648698, 5.213620639136504e-14,
        132 / 128.0, -0.03077165866670839, -4.529814257790929e-14,
        128 / 128.0, 0.0, 0.0,
        120 / 128.0, 0.0645385211375924, -2.1225608044809997e-14,
        113 / 128.0, 0.12464244520720058, 7.601671269852866e-14,
        107 / 128.0, 0.17920142945763473, 7.626153677429339e-14,
        102 / 128.0, 0.22705745063535687, -1.078736749871691e-14,
        97 / 128.0, 0.27731928541629713, -6.279055732660844e-14,
        93 / 128.0, 0.3194307707663029, 5.834357420090924e-14,
    ];

    /// <summary>ln x; −∞ for 0, ∞ for ∞, NaN for NaN and whatever is below 0.</summary>
    public static double Of(double x)
    {
        if (!(x > 0 && x < double.PositiveInfinity))
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        int exponent = 0;
        if (!double.IsNormal(x))
            (x, exponent) = (x * (1L << MantissaBits), -MantissaBits);

        long bits = BitConverter.DoubleToInt64Bits(x), above = bits - First;
        long e = above >> MantissaBits;
        exponent += (int)e;
        bits -= e << MantissaBits;
        ReadOnlySpan<double> row = Table.Slice(((int)(above >> (MantissaBits - TableBits)) & ((1 << TableBits) - 1)) * 3, 3);
        double m = BitConverter.Int64BitsToDouble(bits), front = m + To23Bits - To23Bits;
        double h = front * row[0] - 1, rest = (m - front) * row[0], f = h + rest;

        double known = exponent * Ln2 + row[1] + h, sum = known + rest, lost = rest - (sum - known);
        double square = -0.5 * h * h, result = sum + square;
        lost += square - (result - sum);
        double small = exponent * Ln2Rest + row[2] + (f * f * f * Cubic(f) - rest * (h + 0.5 * rest));
        return result + (lost + small);
    }

    /// <summary>1/3 − f/4 + … + f¹⁰/13: what is left out is below 2⁻⁶⁰ of the logarithm.</summary>
    private static double Cubic(double f)
    {
        double f2 = f * f, f4 = f2 * f2;
        double low = 1 / 3.0 - f * (1 / 4.0) + f2 * (1 / 5.0 - f * (1 / 6.0));
        double middle = 1 / 7.0 - f * (1 / 8.0) + f2 * (1 / 9.0 - f * (1 / 10.0));
        double high = 1 / 11.0 - f * (1 / 12.0) + f2 * (1 / 13.0);
        return low + f4 * (middle + f4 * high);
    }
}
