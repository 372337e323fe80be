using System.Runtime.Intrinsics;
using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>A ReLU inside a product or a row gather has the bits of one behind it, and leaves the gradients alone.</summary>
public sealed partial class FusedReluTests
{
    private const int Slots = 6, Symbols = 5, Out = 45;

    private delegate void Linear(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    private static readonly (int In, int Out, Linear Plain, Linear Fused, Action<float[]> Relu)[] Products =
    [
        (PlainAIn, PlainAOut, PlainA, FusedA, values => ReluA(values)),
        (PlainBIn, PlainBOut, PlainB, FusedB, values => ReluB(values)),
        (PlainCIn, PlainCOut, PlainC, FusedC, values => ReluC(values)),
    ];

    public static TheoryData<int, int, int> Cases()
    {
        var data = new TheoryData<int, int, int>();
        for (int product = 0; product < Products.Length; product++)
        {
            foreach (int rows in new[] { 0, 1, 2, 7, 8, 23 })
            {
                for (int seed = 0; seed < 3; seed++)
                    data.Add(product, rows, seed);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_product_has_the_bits_of_a_ReLU_behind_it(int index, int rows, int seed)
    {
        (int inputs, int outputs, Linear plain, Linear fused, Action<float[]> relu) = Products[index];
        var random = new Random(seed);
        float[] input = Values(random, rows * inputs, zeroEvery: 3), weights = Values(random, inputs * outputs), bias = Values(random, outputs);
        float[] expected = new float[rows * outputs];
        plain(input, weights, bias, expected);
        relu(expected);
        using var output = new Margined(rows * outputs);
        fused(input, weights, bias, output.Span);
        AssertSameBits(expected, output.Span);
    }

    /// <summary>Sums that are −0, NaN and infinite, in every place of a vector and of a tail. Inputs of 0 leave the bias as it is.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Special_sums_are_those_of_a_ReLU(int rows)
    {
        foreach ((float sum, float expected) in new[]
        {
            (-0f, 0f), (0f, 0f), (-1f, 0f), (2f, 2f), (float.NegativeInfinity, 0f), (float.PositiveInfinity, float.PositiveInfinity), (float.NaN, float.NaN),
            (-float.Epsilon, 0f), (float.Epsilon, float.Epsilon),
        })
        {
            // Bodies wider than this processor's vectors do not run, but their function does.
            float[] alone = [sum];
            ReluA(alone);
            AssertSameBits([expected], alone);
            AssertSameBits([expected], [MathF.Max(sum, 0f)]);
            AssertSameBits(
                [expected, expected, expected, expected],
                [VectorMath.Relu(sum), VectorMath.Relu(Vector128.Create(sum))[3], VectorMath.Relu(Vector256.Create(sum))[7], VectorMath.Relu(Vector512.Create(sum))[15]]);

            // Weights of −0 keep a bias of −0: −0 + 0 · −0 = −0.
            float[] weights = [.. Enumerable.Repeat(-0f, PlainCIn * PlainCOut)], bias = [.. Enumerable.Repeat(sum, PlainCOut)], output = new float[rows * PlainCOut];
            FusedC(new float[rows * PlainCIn], weights, bias, output);
            AssertSameBits([.. Enumerable.Repeat(expected, output.Length)], output);

            float[] rowsOfWeights = [.. Enumerable.Repeat(-0f, Slots * Symbols * Out)], gathered = new float[rows * Out];
            FusedGather(new byte[rows * Slots], rowsOfWeights, bias.AsSpan(0, Out), gathered);
            AssertSameBits([.. Enumerable.Repeat(expected, gathered.Length)], gathered);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void A_gather_has_the_bits_of_a_ReLU_behind_it(int rows)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            byte[] symbols = [.. Enumerable.Range(0, rows * Slots).Select(_ => (byte)random.Next(Symbols))];
            float[] weights = Values(random, Slots * Symbols * Out), bias = Values(random, Out), expected = new float[rows * Out];
            PlainGather(symbols, weights, bias, expected);
            ReluC(expected);
            using var output = new Margined(rows * Out);
            FusedGather(symbols, weights, bias, output.Span);
            AssertSameBits(expected, output.Span);
        }
    }

    /// <summary>The sums that are kept for the next update are those before the ReLU.</summary>
    [Fact]
    public void A_gather_s_update_has_the_bits_of_a_fresh_one()
    {
        var random = new Random(5);
        float[] weights = Values(random, Slots * Symbols * Out), bias = Values(random, Out), fresh = new float[Out], plainSums = new float[PlainGatherGroups * Out];
        byte[] row = new byte[Slots];
        using var groupSums = new Margined(FusedGatherGroups * Out);
        using var output = new Margined(Out);
        FusedGatherUpdate(row, 0b11, weights, bias, groupSums.Span, output.Span);
        for (int step = 0; step < 50; step++)
        {
            int slot = random.Next(Slots);
            row[slot] = (byte)random.Next(Symbols);
            FusedGatherUpdate(row, 1u << (slot / FusedGatherGroupSlots), weights, bias, groupSums.Span, output.Span);
            FusedGather(row, weights, bias, fresh);
            AssertSameBits(fresh, output.Span);
            PlainGatherUpdate(row, 0b11, weights, bias, plainSums, fresh);
            AssertSameBits(plainSums, groupSums.Span);
            ReluC(fresh);
            AssertSameBits(fresh, output.Span);
        }
    }

    [Fact]
    public void Gradients_are_those_of_the_sums()
    {
        const int Rows = 9;
        var random = new Random(3);
        float[] input = Values(random, Rows * PlainCIn), weights = Values(random, PlainCIn * PlainCOut), gradient = Values(random, Rows * PlainCOut);
        float[] some = new float[PlainCIn * PlainCOut], others = new float[PlainCIn * PlainCOut];
        for (int block = 0; block < PlainCBlocks; block++)
        {
            PlainCBackwardWeights(block, input, gradient, some);
            FusedCBackwardWeights(block, input, gradient, others);
        }

        AssertSameBits(some, others);
        PlainCBackwardInput(gradient, weights, input);
        float[] inputGradient = new float[input.Length];
        FusedCBackwardInput(gradient, weights, inputGradient);
        AssertSameBits(input, inputGradient);
        PlainCBackwardBias(gradient, some.AsSpan(0, PlainCOut));
        FusedCBackwardBias(gradient, others.AsSpan(0, PlainCOut));
        AssertSameBits(some, others);
    }

    /// <summary>Random values, among them 0, −0, NaN and numbers so small that sums round to −0.</summary>
    private static float[] Values(Random random, int length, int zeroEvery = 0)
    {
        float[] values = Margined.Random(random, length, zeroEvery);
        for (int i = 0; i < length; i++)
        {
            values[i] = random.Next(40) switch
            {
                0 => -0f,
                1 => -float.Epsilon,
                2 when random.Next(50) == 0 => float.NaN,
                _ => values[i],
            };
        }

        return values;
    }

    /// <summary>All bits are compared, but those that tell one NaN from another: processors differ in them.</summary>
    private static void AssertSameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) => Assert.Equal(Bits(expected), Bits(actual));

    private static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(x => BitConverter.SingleToInt32Bits(float.IsNaN(x) ? float.NaN : x))];

    [Linear(In = 1, Out = 1)]
    private static partial void PlainA(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 1, Out = 1, Relu = true)]
    private static partial void FusedA(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Relu(Length = 1)]
    private static partial void ReluA(Span<float> values);

    [Linear(In = 19, Out = 411)]
    private static partial void PlainB(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 19, Out = 411, Relu = true)]
    private static partial void FusedB(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Relu(Length = 411)]
    private static partial void ReluB(Span<float> values);

    [Linear(In = 70, Out = Out, SkipZeros = true)]
    private static partial void PlainC(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 70, Out = Out, SkipZeros = true, Relu = true)]
    private static partial void FusedC(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Relu(Length = Out)]
    private static partial void ReluC(Span<float> values);

    [RowGather(Slots = Slots, Symbols = Symbols, Out = Out)]
    private static partial void PlainGather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [RowGather(Slots = Slots, Symbols = Symbols, Out = Out, Relu = true)]
    private static partial void FusedGather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
