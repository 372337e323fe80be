namespace Unmask.Bench.Layers;

/// <summary>
/// Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26: with t = 1 / (1 + p·x) and x ≥ 0, erf(x) is
/// 1 − (a₁t + a₂t² + … + a₅t⁵)·exp(−x²) with an error of at most 1.5e-7. .NET has no error function.
/// </summary>
internal static class ErfCoefficients
{
    public const float P = 0.3275911f;

    /// <summary>a₁ to a₅.</summary>
    public static ReadOnlySpan<float> A => [0.254829592f, -0.284496736f, 1.421413741f, -1.453152027f, 1.061405429f];
}
