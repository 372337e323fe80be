using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>RMSNorm, GELU and embeddings against plain loops in double precision, and their gradients against finite differences or closed forms.</summary>
public sealed partial class TransformerKernelTests
{
    private const int Slots = 5, Symbols = 7, Width = 19;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Norms_and_their_gradients_are_those_of_plain_loops(int rows)
    {
        CompareNorm(NarrowLength, Narrow, NarrowBackward, rows);
        CompareNorm(WideLength, Wide, WideBackward, rows);
    }

    private delegate void Norm(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    private delegate void NormBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> scale, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scaleGradient);

    private static void CompareNorm(int length, Norm forward, NormBackward backward, int rows)
    {
        var random = new Random(rows);
        float[] input = Margined.Random(random, rows * length), scale = Margined.Random(random, length), gradient = Margined.Random(random, rows * length);
        double Root(int row) => 1 / Math.Sqrt(input.Skip(row * length).Take(length).Average(x => (double)x * x) + 1e-8);

        using var output = new Margined(rows * length);
        forward(input, scale, output.Span);
        output.Compare((i, j) => input[(i * length) + j] * Root(i) * scale[j], length);

        float[] before = Margined.Random(random, rows * length), scaleBefore = Margined.Random(random, length);
        using var inputGradient = new Margined(rows * length);
        using var scaleGradient = new Margined(length);
        before.CopyTo(inputGradient.Span);
        scaleBefore.CopyTo(scaleGradient.Span);
        backward(input, scale, gradient, inputGradient.Span, scaleGradient.Span);
        scaleGradient.Compare((_, j) => scaleBefore[j] + Enumerable.Range(0, rows).Sum(i => (double)gradient[(i * length) + j] * input[(i * length) + j] * Root(i)), length);

        const double Step = 1e-6;
        inputGradient.Compare(
            (i, j) =>
            {
                double Loss(double change)
                {
                    double[] x = [.. input.Skip(i * length).Take(length).Select((value, k) => value + (k == j ? change : 0))];
                    double root = 1 / Math.Sqrt(x.Average(value => value * value) + 1e-8);
                    return x.Select((value, k) => value * root * scale[k] * gradient[(i * length) + k]).Sum();
                }

                return before[(i * length) + j] + ((Loss(Step) - Loss(-Step)) / (2 * Step));
            },
            length);
    }

    /// <summary>Every 2⁻¹⁰ from −12 to 12, against a series and a continued fraction in double precision.</summary>
    [Fact]
    public void Gelu_and_its_gradient_are_exact_to_a_millionth()
    {
        const int Half = 12 << 10;
        float[] input = [.. Enumerable.Range(-Half, (2 * Half) + 1).Select(i => i / 1024f)];
        using var output = new Margined(input.Length);
        Activate(input, output.Span);
        using var gradient = new Margined(input.Length);
        gradient.Span.Fill(1);
        ActivateBackward(input, gradient.Span);
        float[] derivative = [.. input], kept = new float[input.Length];
        ActivateKeeping(derivative, kept);
        Assert.Equal(output.Span.ToArray(), kept);
        Assert.Equal(gradient.Span.ToArray(), derivative);
        for (int i = 0; i < input.Length; i++)
        {
            double x = input[i], phi = Phi(x);
            Assert.Equal(x * phi, output.Span[i], 1e-6);
            Assert.Equal(phi + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)), gradient.Span[i], 2e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(37)]
    public void Gelu_takes_any_length_and_works_in_place(int length)
    {
        float[] input = Margined.Random(new Random(length), length);
        using var output = new Margined(length);
        input.CopyTo(output.Span);
        Activate(output.Span, output.Span);
        output.Compare((i, _) => input[i] * Phi(input[i]), 1);
        input.CopyTo(output.Span);
        ActivateBackward(input, output.Span);
        output.Compare((i, _) => input[i] * (Phi(input[i]) + (input[i] * Math.Exp(-input[i] * (double)input[i] / 2) / Math.Sqrt(2 * Math.PI))), 1, 1e-5);
    }

    [Fact]
    public void Gelu_of_extremes()
    {
        float[] values = [.. new[] { float.NaN, 1e30f, -1e30f, 100, -100, 0 }.SelectMany(value => Enumerable.Repeat(value, 17))];
        Activate(values, values);
        Assert.All(values[..17], value => Assert.True(float.IsNaN(value)));
        Assert.All(values[17..34], value => Assert.Equal(1e30f, value));
        Assert.All(values[34..51], value => Assert.Equal(0, value, 1e-6f));
        Assert.All(values[51..68], value => Assert.Equal(100, value));
        Assert.All(values[68..], value => Assert.Equal(0, value, 1e-30f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Embeddings_and_their_gradients_are_those_of_plain_loops(int rows)
    {
        var random = new Random(rows);
        byte[] symbols = new byte[rows * Slots];
        for (int i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)random.Next(Symbols);
        float[] symbolVectors = Margined.Random(random, Symbols * Width), slotVectors = Margined.Random(random, Slots * Width);
        float[] gradient = Margined.Random(random, symbols.Length * Width);

        using var output = new Margined(symbols.Length * Width);
        Embed(symbols, symbolVectors, slotVectors, output.Span);
        output.Compare((i, j) => symbolVectors[(symbols[i] * Width) + j] + slotVectors[(i % Slots * Width) + j], Width);

        using var symbolGradient = new Margined(Symbols * Width);
        using var slotGradient = new Margined(Slots * Width);
        symbolVectors.CopyTo(symbolGradient.Span);
        slotVectors.CopyTo(slotGradient.Span);
        EmbedBackward(symbols, gradient, symbolGradient.Span, slotGradient.Span);
        double Sum(Func<int, bool> belongs, int column) =>
            Enumerable.Range(0, symbols.Length).Where(belongs).Sum(i => (double)gradient[(i * Width) + column]);
        symbolGradient.Compare((s, j) => symbolVectors[(s * Width) + j] + Sum(i => symbols[i] == s, j), Width);
        slotGradient.Compare((s, j) => slotVectors[(s * Width) + j] + Sum(i => i % Slots == s, j), Width);
    }

    [Fact]
    public void Wrong_lengths_and_symbols_are_refused()
    {
        Assert.Throws<ArgumentException>("input", () => Narrow(new float[15], new float[16], new float[15]));
        Assert.Throws<ArgumentException>("scale", () => Narrow(new float[16], new float[15], new float[16]));
        Assert.Throws<ArgumentException>("output", () => Narrow(new float[16], new float[16], new float[32]));
        Assert.Throws<ArgumentException>("output", () => Activate(new float[3], new float[2]));
        Assert.Throws<ArgumentException>("gradient", () => ActivateBackward(new float[3], new float[2]));
        Assert.Throws<ArgumentException>("rows", () => Embed([0, 0, 0, 0, Symbols], new float[Symbols * Width], new float[Slots * Width], new float[Slots * Width]));
        Assert.Throws<ArgumentException>("rows", () => Embed(new byte[4], new float[Symbols * Width], new float[Slots * Width], new float[4 * Width]));
    }

    /// <summary>The normal distribution: a power series near 0, and Laplace's continued fraction far out.</summary>
    private static double Phi(double x)
    {
        double a = Math.Abs(x), density = Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI), tail;
        if (a < 3)
        {
            double term = a, sum = a;
            for (int n = 1; n < 100; n++)
            {
                term *= a * a / ((2 * n) + 1);
                sum += term;
            }

            tail = 0.5 - (density * sum);
        }
        else
        {
            double fraction = a;
            for (int n = 60; n > 0; n--)
                fraction = a + (n / fraction);
            tail = density / fraction;
        }

        return x < 0 ? tail : 1 - tail;
    }

    [RmsNorm(Length = 16)]
    private static partial void Narrow(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    [RmsNorm(Length = 80)]
    private static partial void Wide(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    [Gelu]
    private static partial void Activate(ReadOnlySpan<float> input, Span<float> output);

    [Embedding(Slots = Slots, Symbols = Symbols, Width = Width)]
    private static partial void Embed(ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);
}
