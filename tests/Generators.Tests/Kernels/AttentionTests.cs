using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Attention of awkward shapes against plain loops in double precision, and its gradient against finite differences of those loops.</summary>
public sealed partial class AttentionTests
{
    private delegate void Forward(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    private delegate void Backward(
        ReadOnlySpan<float> queriesKeysValues, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);

    private sealed record Kernel(int Slots, int Heads, int HeadSize, Forward Forward, Backward Backward, bool IsCausal = false);

    private static readonly Kernel[] Kernels =
    [
        new(ASlots, AHeads, AHeadSize, A, ABackward),
        new(BSlots, BHeads, BHeadSize, B, BBackward),
        new(CSlots, CHeads, CHeadSize, C, CBackward),
        new(DSlots, DHeads, DHeadSize, D, DBackward),
        new(ESlots, EHeads, EHeadSize, E, EBackward),
        new(FSlots, FHeads, FHeadSize, F, FBackward, IsCausal: true),
        new(GSlots, GHeads, GHeadSize, G, GBackward, IsCausal: true),
        new(HSlots, HHeads, HHeadSize, H, HBackward, IsCausal: true),
    ];

    public static TheoryData<int, int> Cases()
    {
        var data = new TheoryData<int, int>();
        for (int kernel = 0; kernel < Kernels.Length; kernel++)
        {
            data.Add(kernel, 0);
            data.Add(kernel, 1);
            data.Add(kernel, 3);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_and_probabilities_are_those_of_plain_loops(int index, int rows)
    {
        Kernel kernel = Kernels[index];
        (int slots, int heads, int size) = (kernel.Slots, kernel.Heads, kernel.HeadSize);
        float[] input = Margined.Random(new Random(index), rows * slots * 3 * heads * size);
        using var probabilities = new Margined(rows * heads * slots * slots);
        using var output = new Margined(rows * slots * heads * size);
        kernel.Forward(input, probabilities.Span, output.Span);

        (double[] expectedProbabilities, double[] expectedOutput) = Reference(kernel, [.. input.Select(x => (double)x)], rows);
        probabilities.Compare((i, _) => expectedProbabilities[i], 1);
        output.Compare((i, _) => expectedOutput[i], 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void The_gradient_is_that_of_finite_differences(int index)
    {
        const int Rows = 2;
        const double Step = 1e-5;
        Kernel kernel = Kernels[index];
        (int slots, int heads, int size) = (kernel.Slots, kernel.Heads, kernel.HeadSize);
        var random = new Random(index);
        float[] input = Margined.Random(random, Rows * slots * 3 * heads * size), gradient = Margined.Random(random, Rows * slots * heads * size);
        float[] probabilities = new float[Rows * heads * slots * slots], output = new float[gradient.Length];
        kernel.Forward(input, probabilities, output);
        using var inputGradient = new Margined(input.Length);
        kernel.Backward(input, probabilities, gradient, inputGradient.Span);

        double[] at = [.. input.Select(x => (double)x)];
        foreach (int i in Enumerable.Range(0, 60).Select(_ => random.Next(input.Length)))
        {
            double Loss(double value)
            {
                double before = at[i];
                at[i] = value;
                double loss = Reference(kernel, at, Rows).Output.Zip(gradient, (y, g) => y * g).Sum();
                at[i] = before;
                return loss;
            }

            Assert.Equal((Loss(at[i] + Step) - Loss(at[i] - Step)) / (2 * Step), inputGradient.Span[i], 1e-5);
        }
    }

    [Fact]
    public void Large_scores_do_not_overflow_and_a_NaN_stays_in_its_row_and_head()
    {
        float[] input = new float[2 * BSlots * BStride], probabilities = new float[2 * BScores], output = new float[2 * BSlots * BWidth];
        Array.Fill(input, 1e15f);
        B(input, probabilities, output);
        Assert.All(output, value => Assert.Equal(1e15f, value, 1e9f));

        input[0] = float.NaN; // the first row's first query of the first head
        B(input, probabilities, output);
        Assert.All(output[..BHeadSize], value => Assert.True(float.IsNaN(value)));
        Assert.All(output[BHeadSize..], value => Assert.False(float.IsNaN(value)));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void A_causal_slot_sees_nothing_of_later_slots(int index)
    {
        Kernel kernel = Kernels[index];
        int width = kernel.Heads * kernel.HeadSize, stride = 3 * width, scores = kernel.Heads * kernel.Slots * kernel.Slots;
        float[] input = Margined.Random(new Random(index), kernel.Slots * stride), output = new float[kernel.Slots * width];
        kernel.Forward(input, new float[scores], output);
        for (int slot = 0; slot < kernel.Slots - 1; slot++)
        {
            // What is far larger than all else would show through the smallest share of it.
            float[] changed = [.. input], after = new float[output.Length], probabilities = new float[scores];
            Array.Fill(changed, 1e18f, (slot + 1) * stride, changed.Length - ((slot + 1) * stride));
            kernel.Forward(changed, probabilities, after);
            Assert.Equal(output[..((slot + 1) * width)], after[..((slot + 1) * width)]);
            for (int i = 0; i < scores; i++)
                Assert.True(i / kernel.Slots % kernel.Slots <= i % kernel.Slots || probabilities[i] == 0);
        }
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>("queriesKeysValues", () => A(new float[2], new float[1], new float[1]));
        Assert.Throws<ArgumentException>("probabilities", () => A(new float[3], new float[2], new float[1]));
        Assert.Throws<ArgumentException>("output", () => A(new float[3], new float[1], new float[2]));
        Assert.Throws<ArgumentException>("inputGradient", () => ABackward(new float[3], new float[1], new float[1], new float[2]));
    }

    private static (double[] Probabilities, double[] Output) Reference(Kernel kernel, double[] input, int rows)
    {
        (int slots, int heads, int size) = (kernel.Slots, kernel.Heads, kernel.HeadSize);
        double[] probabilities = new double[rows * heads * slots * slots], output = new double[rows * slots * heads * size];
        for (int row = 0; row < rows; row++)
        {
            for (int head = 0; head < heads; head++)
            {
                double At(int part, int slot, int d) => input[(((((row * slots) + slot) * 3) + part) * heads * size) + (head * size) + d];
                for (int query = 0; query < slots; query++)
                {
                    double[] weights = [.. Enumerable.Range(0, slots).Select(key =>
                        kernel.IsCausal && key > query ? 0 : Math.Exp(Enumerable.Range(0, size).Sum(d => At(0, query, d) * At(1, key, d)) / Math.Sqrt(size)))];
                    double sum = weights.Sum();
                    for (int key = 0; key < slots; key++)
                        probabilities[(((((row * heads) + head) * slots) + key) * slots) + query] = weights[key] / sum;
                    for (int d = 0; d < size; d++)
                        output[(((row * slots) + query) * heads * size) + (head * size) + d] = Enumerable.Range(0, slots).Sum(key => weights[key] / sum * At(2, key, d));
                }
            }
        }

        return (probabilities, output);
    }

    [Attention(Slots = 1, Heads = 1, HeadSize = 1)]
    private static partial void A(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 12, Heads = 3, HeadSize = 5)]
    private static partial void B(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 16, Heads = 4, HeadSize = 16)]
    private static partial void C(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 17, Heads = 2, HeadSize = 33)]
    private static partial void D(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 31, Heads = 1, HeadSize = 8)]
    private static partial void E(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 16, Heads = 4, HeadSize = 4, Causal = true)]
    private static partial void F(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 29, Heads = 3, HeadSize = 5, Causal = true)]
    private static partial void G(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Attention(Slots = 5, Heads = 1, HeadSize = 3, Causal = true)]
    private static partial void H(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);
}
