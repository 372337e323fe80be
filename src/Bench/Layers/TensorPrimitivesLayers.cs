using System.Numerics.Tensors;

namespace Unmask.Bench.Layers;

/// <summary>Computes only with <see cref="TensorPrimitives"/>, on whole spans.</summary>
public readonly struct TensorPrimitivesLayers : ILayers
{
    /// <summary>Longest span that is processed in one piece: its working memory is on the stack.</summary>
    private const int MaxLength = 1024;

    public static void Add(ReadOnlySpan<float> x, Span<float> output) => TensorPrimitives.Add(x, output, output);

    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> output) =>
        TensorPrimitives.MultiplyAdd(x, factor, output, output);

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.Dot(a, b);

    public static void AddProduct(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output)
    {
        for (int i = 0; i < input.Length; i++)
            TensorPrimitives.MultiplyAdd(weights.Slice(i * output.Length, output.Length), input[i], output, output);
    }

    public static void Relu(Span<float> values) => TensorPrimitives.Max(values, 0, values);

    /// <summary>Takes at most <see cref="MaxLength"/> elements at a time.</summary>
    public static void Gelu(Span<float> values)
    {
        for (; values.Length > MaxLength; values = values[MaxLength..])
            GeluPart(values[..MaxLength]);
        GeluPart(values);
    }

    public static void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, float epsilon, Span<float> output)
    {
        float factor = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(x) / x.Length) + epsilon);
        TensorPrimitives.Multiply(x, factor, output);
        TensorPrimitives.Multiply(output, scale, output);
    }

    /// <summary>The library's own softmax overflows for large values, so the largest value is subtracted first.</summary>
    public static void Softmax(Span<float> values)
    {
        TensorPrimitives.Subtract(values, TensorPrimitives.Max<float>(values), values);
        TensorPrimitives.SoftMax<float>(values, values);
    }

    private static void GeluPart(Span<float> values)
    {
        int length = values.Length;
        Span<float> memory = stackalloc float[3 * MaxLength];
        Span<float> x = memory[..length], t = memory.Slice(length, length), polynomial = memory.Slice(2 * length, length);

        TensorPrimitives.Divide(values, MathF.Sqrt(2), x);
        TensorPrimitives.Abs<float>(x, t);
        TensorPrimitives.Multiply(t, ErfCoefficients.P, t);
        TensorPrimitives.Add(t, 1, t);
        TensorPrimitives.Reciprocal<float>(t, t);

        polynomial.Fill(ErfCoefficients.A[^1]);
        for (int i = ErfCoefficients.A.Length - 2; i >= 0; i--)
        {
            TensorPrimitives.Multiply(polynomial, t, polynomial);
            TensorPrimitives.Add(polynomial, ErfCoefficients.A[i], polynomial);
        }
        TensorPrimitives.Multiply(polynomial, t, polynomial);

        TensorPrimitives.Multiply<float>(x, x, t);
        TensorPrimitives.Negate<float>(t, t);
        TensorPrimitives.Exp<float>(t, t);
        TensorPrimitives.Multiply(polynomial, t, polynomial);
        TensorPrimitives.Subtract(1, polynomial, polynomial);
        TensorPrimitives.CopySign<float>(polynomial, x, polynomial);

        TensorPrimitives.Add(polynomial, 1, polynomial);
        TensorPrimitives.Multiply(polynomial, 0.5f, polynomial);
        TensorPrimitives.Multiply(values, polynomial, values);
    }
}
