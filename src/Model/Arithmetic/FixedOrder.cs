namespace Unmask.Model.Arithmetic;

/// <summary>Sums whose order of additions is fixed, where that of a library follows the width of the processor's vectors.</summary>
public static class FixedOrder
{
    /// <summary>The sum of all elements: element i goes to the sum i mod 4, and the four are added in pairs.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double a = 0, b = 0, c = 0, d = 0;
        int i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        a += i < values.Length ? values[i] : 0;
        b += i + 1 < values.Length ? values[i + 1] : 0;
        c += i + 2 < values.Length ? values[i + 2] : 0;
        return (a + c) + (b + d);
    }
}
