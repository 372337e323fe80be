namespace Unmask.Bench.Networks;

/// <summary>
/// What a call of a denoiser cannot do without. The rule: the products of matrices after the one-hot gather, two operations for each
/// multiply-add, and every weight that the result depends on, read once per call. A hidden unit that is 0 in all rows of the call
/// needs no row of the next matrix; one that is active in any row counts for all of them. Element-wise work, norms and softmax are not
/// counted, nor are activations.
/// </summary>
/// <param name="Flops">Floating-point operations.</param>
/// <param name="Bytes">Bytes of weights.</param>
public readonly record struct DenoiserWork(double Flops, double Bytes)
{
    /// <summary>The work of a call that reads so many weights.</summary>
    internal static DenoiserWork Of(double multiplyAdds, double weights) => new(2 * multiplyAdds, weights * sizeof(float));
}
