using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Row gather, ReLU, softmax, cross-entropy and Adam against plain loops in double precision.</summary>
public sealed partial class RowKernelTests
{
    private const int Slots = 5, Symbols = 7, Out = 21;

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_gather_is_the_product_with_the_one_hot_row(int rows)
    {
        var random = new Random(rows);
        byte[] symbols = [.. Enumerable.Range(0, rows * Slots).Select(_ => (byte)random.Next(Symbols))];
        float[] weights = Margined.Random(random, Slots * Symbols * Out), bias = Margined.Random(random, Out);
        float[] gradient = Margined.Random(random, rows * Out);

        using var output = new Margined(rows * Out);
        Gather(symbols, weights, bias, output.Span);
        output.Compare(
            (i, j) => bias[j] + Enumerable.Range(0, Slots).Sum(s => (double)weights[(((s * Symbols) + symbols[(i * Slots) + s]) * Out) + j]),
            Out);

        for (int slot = 0; slot < Slots; slot++)
        {
            using var weightGradient = new Margined(Symbols * Out);
            GatherBackwardWeights(slot, symbols, gradient, weightGradient.Span);
            weightGradient.Compare(
                (symbol, j) => Enumerable.Range(0, rows).Where(i => symbols[(i * Slots) + slot] == symbol).Sum(i => (double)gradient[(i * Out) + j]), Out);
        }
    }

    [Fact]
    public void A_gather_s_update_has_the_bits_of_a_fresh_one()
    {
        var random = new Random(5);
        float[] weights = Margined.Random(random, Slots * Symbols * Out), bias = Margined.Random(random, Out), fresh = new float[Out];
        byte[] row = new byte[Slots];
        using var groupSums = new Margined(GatherGroups * Out);
        using var output = new Margined(Out);
        GatherUpdate(row, 0b11, weights, bias, groupSums.Span, output.Span);
        for (int step = 0; step < 50; step++)
        {
            int slot = random.Next(Slots);
            row[slot] = (byte)random.Next(Symbols);
            GatherUpdate(row, 1u << (slot / GatherGroupSlots), weights, bias, groupSums.Span, output.Span);
            Gather(row, weights, bias, fresh);
            Assert.Equal(fresh, output.Span);
        }
    }

    [Fact]
    public void A_gather_refuses_a_symbol_out_of_range() =>
        Assert.Throws<ArgumentException>("rows", () => Gather([0, 0, 0, 0, 7], new float[35 * Out], new float[Out], new float[Out]));

    [Fact]
    public void Relu_keeps_positive_values_and_their_gradients_and_lets_NaN_through()
    {
        float[] values = [-1, 2, 0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12, 13, -14];
        float[] gradient = [.. Enumerable.Range(1, 19).Select(i => (float)i)];
        Activate(values);
        ActivateBackward(values, gradient);
        Assert.Equal([0, 2, 0, 0, float.NaN, float.PositiveInfinity, 0, 3, 0, 5, 0, 7, 0, 9, 0, 11, 0, 13, 0], values);
        Assert.Equal([0, 2, 0, 0, 5, 6, 0, 8, 0, 10, 0, 12, 0, 14, 0, 16, 0, 18, 0], gradient);
    }

    [Theory]
    [InlineData(1f, 0x7ffffffUL)]
    [InlineData(4f, 0xfffffffUL)]
    [InlineData(0.01f, 0x8000001UL)]
    [InlineData(30f, 0x10UL)]
    public void Softmax_is_the_formula_over_the_allowed_symbols(float scale, ulong allowed)
    {
        float[] logits = [.. Margined.Random(new Random(1), 28).Select(x => x * 100)];
        using var probabilities = new Margined(28);
        Normalize(logits, [allowed], scale, probabilities.Span);
        double[] exponentials = Exponentials(logits, scale, allowed);
        probabilities.Compare((_, j) => exponentials[j] / exponentials.Sum(), 28, 1e-6);
        for (int j = 0; j < 28; j++)
            Assert.True((allowed >> j & 1) != 0 || probabilities.Span[j] == 0f);
    }

    [Fact]
    public void Softmax_of_huge_logits_does_not_overflow()
    {
        float[] probabilities = new float[28], logits = new float[28];
        (logits[3], logits[4]) = (1e30f, -1e30f);
        Normalize(logits, [ulong.MaxValue], 1f, probabilities);
        Assert.Equal(1f, probabilities[3]);
        Assert.Equal(1f, probabilities.Sum());
    }

    [Fact]
    public void Softmax_refuses_a_slot_that_allows_no_symbol() =>
        Assert.Throws<ArgumentException>("allowed", () => Normalize(new float[28], [1UL << 28], 1f, new float[28]));

    [Fact]
    public void Cross_entropy_and_its_gradient_are_the_formulas()
    {
        const ulong Allowed = (1 << 27) - 1;
        float[] logits = [.. Margined.Random(new Random(2), 4 * 28).Select(x => x * 10)];
        byte[] targets = [3, 0, 26, 5];
        float[] lossWeights = [1f, 0.25f, 2f, 0f];
        using var gradient = new Margined(4 * 28);
        using var losses = new Margined(4);
        CrossEntropy(logits, targets, lossWeights, Allowed, gradient.Span, losses.Span);
        double[][] e = [.. logits.Chunk(28).Select(slot => Exponentials(slot, 1, Allowed))];
        losses.Compare((_, i) => -lossWeights[i] * Math.Log(e[i][targets[i]] / e[i].Sum()), 4);
        gradient.Compare((i, j) => lossWeights[i] * ((e[i][j] / e[i].Sum()) - (j == targets[i] ? 1 : 0)), 28, 1e-6);
        Assert.Throws<ArgumentException>("targets", () => CrossEntropy(new float[28], [27], [1f], Allowed, new float[28], new float[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Adam_is_the_formula(int length)
    {
        var random = new Random(3);
        float[] gradient = [.. Margined.Random(random, length).Select(x => x * 3)], start = Margined.Random(random, length);
        float[] first = Margined.Random(random, length), second = [.. Margined.Random(random, length).Select(Math.Abs)];
        using var weights = new Margined(length);
        start.CopyTo(weights.Span);
        float[] m = [.. first], v = [.. second];
        Update(gradient, m, v, weights.Span, 1f, 0.85f, 0.99f, 0.02f, 1.5f, 1e-8f, 0.999f);
        weights.Compare(
            (_, i) =>
            {
                double g = Math.Clamp(gradient[i], -1, 1);
                return (0.999 * start[i]) - (0.02 * ((0.85 * first[i]) + (0.15 * g)) / ((Math.Sqrt((0.99 * second[i]) + (0.01 * g * g)) * 1.5) + 1e-8));
            },
            length);
    }

    private static double[] Exponentials(float[] logits, float scale, ulong allowed)
    {
        double max = logits.Where((_, j) => (allowed >> j & 1) != 0).Max(x => x * (double)scale);
        return [.. logits.Select((x, j) => (allowed >> j & 1) != 0 ? Math.Exp((x * (double)scale) - max) : 0)];
    }

    [RowGather(Slots = Slots, Symbols = Symbols, Out = Out)]
    private static partial void Gather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Relu(Length = 19)]
    private static partial void Activate(Span<float> values);

    [Softmax(Symbols = 28)]
    private static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);

    [SoftmaxCrossEntropy(Symbols = 28)]
    private static partial void CrossEntropy(
        ReadOnlySpan<float> logits, ReadOnlySpan<byte> targets, ReadOnlySpan<float> lossWeights, ulong allowed, Span<float> logitGradient, Span<float> losses);

    [AdamW]
    private static partial void Update(
        ReadOnlySpan<float> gradient,
        Span<float> firstMoment,
        Span<float> secondMoment,
        Span<float> weights,
        float clip,
        float beta1,
        float beta2,
        float stepSize,
        float rootScale,
        float epsilon,
        float keep);
}
