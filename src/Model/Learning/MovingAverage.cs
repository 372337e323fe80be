using System.Numerics.Tensors;

namespace Unmask.Model.Learning;

/// <summary>
/// The exponential moving average of weights, which does better than the last of them (Polyak and Juditsky 1992; Song et al. 2021 for
/// diffusion). Two element-wise operations with one rounding each, so the bits are the same on every vector width.
/// </summary>
internal static class MovingAverage
{
    /// <summary>average ← decay · average + (1 − decay) · values.</summary>
    public static void Update(Span<float> average, ReadOnlySpan<float> values, float decay)
    {
        TensorPrimitives.Multiply(average, decay, average);
        TensorPrimitives.FusedMultiplyAdd(values, 1 - decay, average, average);
    }
}
