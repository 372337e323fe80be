using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Projections with and without a residual against plain loops in double precision.</summary>
public sealed partial class ProjectionTests
{
    private delegate void Forward(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    private delegate void Backward(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    private delegate void BackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    private delegate void Transpose(ReadOnlySpan<float> weights, Span<float> transposed);

    private sealed record Kernel(
        int In, int Out, bool HasResidual, Forward Forward, Backward BackwardInput, BackwardWeights BackwardWeights, Transpose Transpose);

    private static readonly Kernel[] Kernels =
    [
        new(AIn, AOut, false, (x, w, _, y) => A(x, w, y), ABackwardInput, ABackwardWeights, ATranspose),
        new(BIn, BOut, false, (x, w, _, y) => B(x, w, y), BBackwardInput, BBackwardWeights, BTranspose),
        new(CIn, COut, true, C, CBackwardInput, CBackwardWeights, CTranspose),
        new(DIn, DOut, true, D, DBackwardInput, DBackwardWeights, DTranspose),
        new(EIn, EOut, true, E, EBackwardInput, EBackwardWeights, ETranspose),
    ];

    private static readonly (int In, int Out, Forward Plain, Forward Packed, Transpose Pack)[] Packed =
    [
        (AIn, AOut, (x, w, _, y) => A(x, w, y), (x, w, _, y) => PackedA(x, w, y), PackedAPack),
        (BIn, BOut, (x, w, _, y) => B(x, w, y), (x, w, _, y) => PackedB(x, w, y), PackedBPack),
        (CIn, COut, C, PackedC, PackedCPack),
        (DIn, DOut, D, PackedD, PackedDPack),
        (EIn, EOut, E, PackedE, PackedEPack),
    ];

    public static TheoryData<int, int> Cases()
    {
        var data = new TheoryData<int, int>();
        for (int kernel = 0; kernel < Kernels.Length; kernel++)
        {
            foreach (int rows in new[] { 0, 1, 5, 8, 16, 23 })
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
        float[] input = Margined.Random(random, rows * inputs), weights = Margined.Random(random, inputs * outputs);
        float[] residual = kernel.HasResidual ? Margined.Random(random, rows * outputs) : new float[rows * outputs];
        float[] gradient = Margined.Random(random, rows * outputs), before = Margined.Random(random, inputs * outputs);

        using var output = new Margined(rows * outputs);
        kernel.Forward(input, weights, residual, output.Span);
        output.Compare((i, j) => residual[(i * outputs) + j] + Sum(inputs, k => (double)input[(i * inputs) + k] * weights[(k * outputs) + j]), outputs);

        using var transposed = new Margined(inputs * outputs);
        kernel.Transpose(weights, transposed.Span);
        transposed.Compare((j, k) => weights[(k * outputs) + j], inputs);
        using var inputGradient = new Margined(rows * inputs);
        kernel.BackwardInput(gradient, transposed.Span, inputGradient.Span);
        inputGradient.Compare((i, k) => Sum(outputs, j => (double)gradient[(i * outputs) + j] * weights[(k * outputs) + j]), inputs);

        using var weightGradient = new Margined(inputs * outputs);
        before.CopyTo(weightGradient.Span);
        kernel.BackwardWeights(input, gradient, weightGradient.Span);
        weightGradient.Compare((k, j) => before[(k * outputs) + j] + Sum(rows, i => (double)input[(i * inputs) + k] * gradient[(i * outputs) + j]), outputs);
    }

    public static TheoryData<int, int> PackedCases()
    {
        var data = new TheoryData<int, int>();
        for (int pair = 0; pair < Packed.Length; pair++)
        {
            foreach (int rows in new[] { 0, 1, 5, 8, 16, 23 })
                data.Add(pair, rows);
        }

        return data;
    }

    /// <summary>The order of the weights in memory changes no bit, and every place of the packed weights is written.</summary>
    [Theory]
    [MemberData(nameof(PackedCases))]
    public void Packed_weights_give_the_same_bits(int index, int rows)
    {
        (int inputs, int outputs, Forward plain, Forward packed, Transpose pack) = Packed[index];
        var random = new Random(index);
        float[] input = Margined.Random(random, rows * inputs), weights = Margined.Random(random, inputs * outputs), residual = Margined.Random(random, rows * outputs);
        float[] expected = new float[rows * outputs], actual = new float[rows * outputs], stored = new float[inputs * outputs];
        pack(weights, stored);
        plain(input, weights, residual, expected);
        packed(input, stored, residual, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(weights.Order(), stored.Order());
    }

    [Fact]
    public void Wrong_lengths_are_refused_when_packing()
    {
        Assert.Throws<ArgumentException>("weights", () => PackedBPack(new float[(17 * 48) - 1], new float[17 * 48]));
        Assert.Throws<ArgumentException>("packed", () => PackedBPack(new float[17 * 48], new float[(17 * 48) + 1]));
    }

    [Fact]
    public void The_output_can_be_the_residual()
    {
        var random = new Random(3);
        float[] input = Margined.Random(random, 21 * DIn), weights = Margined.Random(random, DIn * DOut), residual = Margined.Random(random, 21 * DOut);
        float[] apart = new float[residual.Length];
        D(input, weights, residual, apart);
        D(input, weights, residual, residual);
        Assert.Equal(apart, residual);
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>("input", () => C(new float[6], new float[7 * 31], new float[31], new float[31]));
        Assert.Throws<ArgumentException>("weights", () => C(new float[7], new float[7 * 30], new float[31], new float[31]));
        Assert.Throws<ArgumentException>("residual", () => C(new float[7], new float[7 * 31], new float[30], new float[31]));
        Assert.Throws<ArgumentException>("output", () => C(new float[7], new float[7 * 31], new float[31], new float[32]));
    }

    private static double Sum(int count, Func<int, double> term) => Enumerable.Range(0, count).Sum(term);

    [Projection(In = 1, Out = 1)]
    private static partial void A(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [Projection(In = 17, Out = 48)]
    private static partial void B(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [ResidualProjection(In = 7, Out = 31)]
    private static partial void C(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [ResidualProjection(In = 64, Out = 53)]
    private static partial void D(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [ResidualProjection(In = 5, Out = 411)]
    private static partial void E(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [PackedProjection(In = 1, Out = 1)]
    private static partial void PackedA(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [PackedProjection(In = 17, Out = 48)]
    private static partial void PackedB(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [PackedResidualProjection(In = 7, Out = 31)]
    private static partial void PackedC(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [PackedResidualProjection(In = 64, Out = 53)]
    private static partial void PackedD(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [PackedResidualProjection(In = 5, Out = 411)]
    private static partial void PackedE(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);
}
