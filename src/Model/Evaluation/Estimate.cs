using System.Globalization;

namespace Unmask.Model.Evaluation;

/// <summary>A mean over names and its standard error.</summary>
/// <param name="Mean">Nats per name, unless said otherwise.</param>
/// <param name="StandardError">s / √n with the sample's standard deviation s; NaN for a single name.</param>
public readonly record struct Estimate(double Mean, double StandardError)
{
    /// <summary>The figure with its error, as in <c>14.48 ± 0.09</c>; a single name has no error.</summary>
    /// <param name="format">Of the mean, for instance <c>F2</c>.</param>
    /// <param name="errorFormat">Of the error; that of the mean if left out.</param>
    public string ToString(string format, string? errorFormat = null)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string mean = Mean.ToString(format, invariant);
        return double.IsNaN(StandardError) ? mean : $"{mean} ± {StandardError.ToString(errorFormat ?? format, invariant)}";
    }

    /// <summary>The mean of independent values, one per name; NaN if there are none.</summary>
    public static Estimate Of(ReadOnlySpan<double> values)
    {
        double sum = 0, squares = 0;
        foreach (double value in values)
            sum += value;
        double mean = sum / values.Length;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return new Estimate(mean, Math.Sqrt(squares / (values.Length - 1.0) / values.Length));
    }

    /// <summary>
    /// The mean of a − b of the same names. Both were asked about the same masks, so most of their common error cancels.
    /// </summary>
    public static Estimate OfDifference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double[] differences = new double[a.Length];
        System.Numerics.Tensors.TensorPrimitives.Subtract(a, b, differences);
        return Of(differences);
    }
}
