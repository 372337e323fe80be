namespace Unmask.Bench.Layers;

/// <summary>Plain scalar loops, written without vectors in mind. The JIT does not vectorise them.</summary>
public readonly struct LoopLayers : ILayers
{
    public static void Add(ReadOnlySpan<float> x, Span<float> output)
    {
        for (int i = 0; i < x.Length; i++)
            output[i] += x[i];
    }

    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> output)
    {
        for (int i = 0; i < x.Length; i++)
            output[i] += factor * x[i];
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Follows the weights' rows, which are contiguous in memory.</summary>
    public static void AddProduct(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output)
    {
        for (int i = 0; i < input.Length; i++)
        {
            float x = input[i];
            ReadOnlySpan<float> row = weights.Slice(i * output.Length, output.Length);
            for (int j = 0; j < row.Length; j++)
                output[j] += x * row[j];
        }
    }

    public static void Relu(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < 0)
                values[i] = 0;
        }
    }

    public static void Gelu(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] *= 0.5f * (1 + Erf(values[i] / MathF.Sqrt(2)));
    }

    public static void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float epsilon, Span<float> output)
    {
        float factor = 1 / MathF.Sqrt((Dot(x, x) / x.Length) + epsilon);
        for (int i = 0; i < x.Length; i++)
            output[i] = x[i] * factor * scale[i];
    }

    public static void Softmax(Span<float> values)
    {
        float largest = float.NegativeInfinity;
        foreach (float value in values)
            largest = MathF.Max(largest, value);
        float sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = MathF.Exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = 0; i < values.Length; i++)
            values[i] /= sum;
    }

    /// <summary>Abramowitz and Stegun 7.1.26: an error of at most 1.5e-7.</summary>
    private static float Erf(float x)
    {
        float t = 1 / (1 + (ErfCoefficients.P * MathF.Abs(x)));
        float polynomial = ErfCoefficients.A[^1];
        for (int i = ErfCoefficients.A.Length - 2; i >= 0; i--)
            polynomial = (polynomial * t) + ErfCoefficients.A[i];
        return MathF.CopySign(1 - (polynomial * t * MathF.Exp(-x * x)), x);
    }
}
