using System.Numerics;
using System.Runtime.CompilerServices;

namespace Unmask.Model.Arithmetic;

/// <summary>
/// eˣ with the same bits on every processor, system and C library: only additions, subtractions, multiplications and bit patterns, in a fixed order.
/// </summary>
/// <remarks>
/// eˣ = 2ⁿ · eʳ with n = round(x / ln 2). ln 2 is subtracted in two parts (Cody and Waite 1980), so r has an error far below its last bit. With r's
/// first 26 bits h, 1 + h + h²/2 is known without error; the rest is small: t + t · (h + t/2) of the other bits t, and r³ times a polynomial with
/// Taylor's coefficients. Error below 0.53 units in the last place; below 1 where the result is subnormal. Lanes do not see each other, so any number of
/// them gives the same.
/// </remarks>
public static class Exponential
{
    /// <summary>log₂ e, and ln 2 in two parts. The first has 42 bits, so its product with n is exact.</summary>
    private const double Log2E = 1.4426950408889634, Ln2 = 0.6931471805598903, Ln2Rest = 5.497923018708371e-14;

    /// <summary>Adding and subtracting it rounds to multiples of 1; its sum has the integer in its low bits.</summary>
    private const double ToOnes = 1.5 * (1L << 52);

    /// <summary>Adding and subtracting it rounds to multiples of 2⁻²⁶.</summary>
    private const double To26Bits = 1.5 * (1 << 26);

    /// <summary>Between them, 2ⁿ is a normal number.</summary>
    private const double Lowest = -708, Highest = 709;

    /// <summary>Beyond them, the result is 0 or ∞.</summary>
    private const double Zero = -746, Infinite = 709.782712893384;

    private const int MantissaBits = 52;

    /// <summary>eˣ; 0 for −∞, ∞ for ∞ and what is too large, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(double x) => Of(new Vector<double>(x))[0];

    /// <summary>eˣ of every element.</summary>
    /// <param name="x">Exponents.</param>
    /// <param name="results">As many; can be <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(ReadOnlySpan<double> x, Span<double> results)
    {
        if (x.Length != results.Length)
            throw new ArgumentException($"{x.Length} exponents, but place for {results.Length} results.", nameof(results));
        int i = 0;
        for (; i <= x.Length - Vector<double>.Count; i += Vector<double>.Count)
            Of(new Vector<double>(x[i..])).CopyTo(results[i..]);
        if (i == x.Length)
            return;
        Span<double> last = stackalloc double[Vector<double>.Count];
        x[i..].CopyTo(last);
        Of(new Vector<double>(last)).CopyTo(last);
        last[..(x.Length - i)].CopyTo(results[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Of(Vector<double> x)
    {
        Vector<double> shifted = x * Log2E + new Vector<double>(ToOnes);
        Vector<double> n = shifted - new Vector<double>(ToOnes);
        Vector<double> power = OfReduced(x, n);
        return Vector.GreaterThanOrEqualAll(x, new Vector<double>(Lowest)) && Vector.LessThanOrEqualAll(x, new Vector<double>(Highest))
            ? power * PowerOfTwo(shifted)
            : Scale(x, n, power);
    }

    /// <summary>e to the power of x − n · ln 2, which is at most ½ ln 2 from 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> OfReduced(Vector<double> x, Vector<double> n)
    {
        Vector<double> one = Vector<double>.One, part = x - n * Ln2, rest = n * Ln2Rest, r = part - rest;
        Vector<double> h = r + new Vector<double>(To26Bits) - new Vector<double>(To26Bits);
        Vector<double> t = (r - h) + ((part - r) - rest);
        Vector<double> linear = one + h, square = h * h * 0.5, sum = linear + square, lost = square - (sum - linear);
        Vector<double> small = t * (linear + t * 0.5) + r * (r * r) * Cubic(r);
        return sum + (lost + small);
    }

    /// <summary>1/3! + r/4! + … + r¹¹/14!: what is left out is below 2⁻⁶⁰ for such r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Cubic(Vector<double> r)
    {
        Vector<double> r2 = r * r, r4 = r2 * r2;
        Vector<double> low = Pair(r, 1 / 6.0, 1 / 24.0) + r2 * Pair(r, 1 / 120.0, 1 / 720.0);
        Vector<double> middle = Pair(r, 1 / 5040.0, 1 / 40320.0) + r2 * Pair(r, 1 / 362880.0, 1 / 3628800.0);
        Vector<double> high = Pair(r, 1 / 39916800.0, 1 / 479001600.0) + r2 * Pair(r, 1 / 6227020800.0, 1 / 87178291200.0);
        return low + r4 * (middle + r4 * high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Pair(Vector<double> r, double constant, double factor) => new Vector<double>(constant) + r * factor;

    /// <summary>2ⁿ from n + <see cref="ToOnes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> PowerOfTwo(Vector<double> shifted) =>
        Vector.AsVectorDouble((Vector.AsVectorInt64(shifted) + new Vector<long>(1023)) << MantissaBits);

    /// <summary>eʳ · 2ⁿ in two steps, because 2ⁿ alone can be too large or too small; and what lies beyond all numbers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<double> Scale(Vector<double> x, Vector<double> n, Vector<double> power)
    {
        var ones = new Vector<double>(ToOnes);
        Vector<double> half = n * 0.5 + ones;
        Vector<double> result = power * PowerOfTwo(half) * PowerOfTwo(n - (half - ones) + ones);
        result = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<double>(Zero)), Vector<double>.Zero, result);
        result = Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<double>(Infinite)), new Vector<double>(double.PositiveInfinity), result);
        return Vector.ConditionalSelect(Vector.Equals(x, x), result, x);
    }
}
