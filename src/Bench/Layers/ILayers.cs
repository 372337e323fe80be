namespace Unmask.Bench.Layers;

/// <summary>
/// The operations that denoisers are composed of, for a single row or token. Structs implement it, so every composition is
/// compiled for its own layers, with direct calls.
/// </summary>
public interface ILayers
{
    /// <summary>output [n] += x [n].</summary>
    static abstract void Add(ReadOnlySpan<float> x, Span<float> output);

    /// <summary>output [n] += factor · x [n].</summary>
    static abstract void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> output);

    /// <summary>Σ a [n] · b [n].</summary>
    static abstract float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b);

    /// <summary>output [out] += input [in] · weights [in, out].</summary>
    static abstract void AddProduct(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    /// <summary>max(x, 0), in place.</summary>
    static abstract void Relu(Span<float> values);

    /// <summary>x · (1 + erf(x / √2)) / 2, in place, within 1e-6.</summary>
    static abstract void Gelu(Span<float> values);

    /// <summary>output [n] = x [n] / √(mean(x²) + epsilon) · scale [n].</summary>
    static abstract void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float epsilon, Span<float> output);

    /// <summary>exp(x) / Σ exp(x), in place, without overflow.</summary>
    static abstract void Softmax(Span<float> values);
}
