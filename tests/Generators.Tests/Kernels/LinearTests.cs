using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Linear kernels of awkward shapes against plain loops in double precision.</summary>
public sealed partial class LinearTests
{
    private delegate void Forward(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    private delegate void Backward(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    private delegate void BackwardWeights(int block, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    private delegate void BackwardBias(ReadOnlySpan<float> outputGradient, Span<float> biasGradient);

    private delegate void Transpose(int block, ReadOnlySpan<float> weights, Span<float> transposed);

    private sealed record Kernel(
        int In, int Out, int Blocks, Forward Forward, Backward BackwardInput, BackwardWeights BackwardWeights, BackwardBias BackwardBias, Transpose Transpose);

    private static readonly Kernel[] Kernels =
    [
        new(AIn, AOut, ABlocks, A, ABackwardInput, ABackwardWeights, ABackwardBias, ATranspose),
        new(BIn, BOut, BBlocks, B, BBackwardInput, BBackwardWeights, BBackwardBias, BTranspose),
        new(CIn, COut, CBlocks, C, CBackwardInput, CBackwardWeights, CBackwardBias, CTranspose),
        new(DIn, DOut, DBlocks, D, DBackwardInput, DBackwardWeights, DBackwardBias, DTranspose),
        new(EIn, EOut, EBlocks, E, EBackwardInput, EBackwardWeights, EBackwardBias, ETranspose),
    ];

    public static TheoryData<int, int> Cases()
    {
        var data = new TheoryData<int, int>();
        for (int kernel = 0; kernel < Kernels.Length; kernel++)
        {
            foreach (int rows in new[] { 0, 1, 2, 7, 8, 9, 23 })
                data.Add(kernel, rows);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_gradients_are_those_of_plain_loops(int index, int rows)
    {
        Kernel kernel = Kernels[index];
        (int inputs, int outputs) = (kernel.In, kernel.Out);
        var random = new Random(index);
        float[] input = Margined.Random(random, rows * inputs, zeroEvery: 3), weights = Margined.Random(random, inputs * outputs);
        float[] bias = Margined.Random(random, outputs), gradient = Margined.Random(random, rows * outputs);

        using var output = new Margined(rows * outputs);
        kernel.Forward(input, weights, bias, output.Span);
        output.Compare((i, j) => bias[j] + Sum(inputs, k => (double)input[(i * inputs) + k] * weights[(k * outputs) + j]), outputs);

        using var transposed = new Margined(inputs * outputs);
        for (int block = 0; block < kernel.Blocks; block++)
            kernel.Transpose(block, weights, transposed.Span);
        transposed.Compare((j, k) => weights[(k * outputs) + j], inputs);

        using var inputGradient = new Margined(rows * inputs);
        kernel.BackwardInput(gradient, transposed.Span, inputGradient.Span);
        inputGradient.Compare((i, k) => Sum(outputs, j => (double)gradient[(i * outputs) + j] * weights[(k * outputs) + j]), inputs);

        using var weightGradient = new Margined(inputs * outputs);
        for (int block = 0; block < kernel.Blocks; block++)
            kernel.BackwardWeights(block, input, gradient, weightGradient.Span);
        weightGradient.Compare((k, j) => Sum(rows, i => (double)input[(i * inputs) + k] * gradient[(i * outputs) + j]), outputs);

        using var biasGradient = new Margined(outputs);
        kernel.BackwardBias(gradient, biasGradient.Span);
        biasGradient.Compare((_, j) => Sum(rows, i => gradient[(i * outputs) + j]), outputs);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>("input", () => C(new float[6], new float[7 * 31], new float[31], new float[31]));
        Assert.Throws<ArgumentException>("weights", () => C(new float[7], new float[7 * 30], new float[31], new float[31]));
        Assert.Throws<ArgumentException>("bias", () => C(new float[7], new float[7 * 31], new float[30], new float[31]));
        Assert.Throws<ArgumentException>("output", () => C(new float[7], new float[7 * 31], new float[31], new float[32]));
        Assert.Throws<ArgumentOutOfRangeException>("block", () => CBackwardWeights(1, new float[7], new float[31], new float[7 * 31]));
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    [Linear(In = 1, Out = 1)]
    private static partial void A(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 17, Out = 16)]
    private static partial void B(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 7, Out = 31, SkipZeros = true)]
    private static partial void C(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 64, Out = 53)]
    private static partial void D(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 5, Out = 411, SkipZeros = true)]
    private static partial void E(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
