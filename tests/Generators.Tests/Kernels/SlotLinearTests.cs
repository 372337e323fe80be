using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Slots of listed rows beside the whole layer: the same bits where they are computed, and nothing is touched anywhere else.</summary>
public sealed partial class SlotLinearTests
{
    private delegate void Whole(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    private delegate void WholeInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    private delegate void WholeWeights(int block, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    private delegate void Forward(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    private delegate void BackwardInput(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    private delegate void BackwardWeights(
        int block, int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    private sealed record Pair(
        int In,
        int Slots,
        int Symbols,
        int Blocks,
        (Whole Forward, WholeInput Input, WholeWeights Weights) Whole,
        (Forward Forward, BackwardInput Input, BackwardWeights Weights) Slot);

    private static readonly Pair[] Pairs =
    [
        new(SmallIn, SmallSlots, SmallSymbols, SmallBlocks, (AllSmall, AllSmallBackwardInput, AllSmallBackwardWeights), (Small, SmallBackwardInput, SmallBackwardWeights)),
        new(NamesIn, NamesSlots, NamesSymbols, NamesBlocks, (AllNames, AllNamesBackwardInput, AllNamesBackwardWeights), (Names, NamesBackwardInput, NamesBackwardWeights)),
        new(OddIn, OddSlots, OddSymbols, OddBlocks, (AllOdd, AllOddBackwardInput, AllOddBackwardWeights), (Odd, OddBackwardInput, OddBackwardWeights)),
    ];

    public static TheoryData<int, int> Cases()
    {
        var data = new TheoryData<int, int>();
        for (int pair = 0; pair < Pairs.Length; pair++)
        {
            foreach (int rows in new[] { 1, 2, 5, 8, 23 })
                data.Add(pair, rows);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Listed_slots_have_the_bits_of_the_whole_layer_and_others_are_left_alone(int index, int count)
    {
        (int inputs, int slots, int symbols, int blocks, var whole, var slotwise) = Pairs[index];
        int outputs = slots * symbols;
        var random = new Random((100 * index) + count);
        float[] input = Margined.Random(random, count * inputs, zeroEvery: 3), weights = Margined.Random(random, inputs * outputs);
        float[] bias = Margined.Random(random, outputs), gradient = Margined.Random(random, count * outputs);
        int[][] listed = [.. Enumerable.Range(0, slots).Select(_ => Enumerable.Range(0, count).Where(_ => random.Next(2) == 0).ToArray())];
        listed[^1] = [];
        for (int cell = 0; cell < gradient.Length; cell++)
        {
            if (!listed[cell % outputs / symbols].Contains(cell / outputs))
                gradient[cell] = 0;
        }

        float[] all = new float[count * outputs];
        whole.Forward(input, weights, bias, all);
        using var output = new Margined(count * outputs);
        output.Span.Fill(float.NaN);
        for (int slot = 0; slot < slots; slot++)
            slotwise.Forward(slot, listed[slot], input, weights, bias, output.Span);
        output.CompareBits((row, column) => listed[column / symbols].Contains(row) ? all[(row * outputs) + column] : float.NaN, outputs);

        float[] allInput = new float[count * inputs];
        whole.Input(gradient, weights, allInput); // any numbers do for the transposed weights
        using var inputGradient = new Margined(count * inputs);
        inputGradient.Span.Clear();
        for (int slot = 0; slot < slots; slot++)
            slotwise.Input(slot, listed[slot], gradient, weights, inputGradient.Span);
        inputGradient.CompareBits((row, column) => allInput[(row * inputs) + column], inputs);

        float[] allWeights = new float[inputs * outputs];
        using var weightGradient = new Margined(inputs * outputs);
        for (int block = 0; block < blocks; block++)
        {
            whole.Weights(block, input, gradient, allWeights);
            for (int slot = 0; slot < slots; slot++)
                slotwise.Weights(block, slot, listed[slot], input, gradient, weightGradient.Span);
        }
        weightGradient.CompareBits((row, column) => allWeights[(row * outputs) + column], outputs);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        float[] input = new float[3 * OddIn], weights = new float[OddIn * OddOut], bias = new float[OddOut], output = new float[3 * OddOut];
        Assert.Throws<ArgumentException>("rows", () => Odd(0, [0, 3], input, weights, bias, output));
        Assert.Throws<ArgumentException>("rows", () => Odd(0, [-1], input, weights, bias, output));
        Assert.Throws<ArgumentException>("rows", () => Odd(0, [0], [], weights, bias, []));
        Assert.Throws<ArgumentOutOfRangeException>("slot", () => Odd(OddSlots, [0], input, weights, bias, output));
        Assert.Throws<ArgumentOutOfRangeException>("slot", () => Odd(-1, [], input, weights, bias, output));
        Assert.Throws<ArgumentException>("output", () => Odd(0, [0], input, weights, bias, new float[2 * OddOut]));
        Assert.Throws<ArgumentException>("weights", () => Odd(0, [0], input, new float[OddOut], bias, output));
        Assert.Throws<ArgumentException>("bias", () => Odd(0, [0], input, weights, new float[OddSymbols], output));
        Assert.Throws<ArgumentException>("inputGradient", () => OddBackwardInput(0, [0], output, weights, new float[OddIn]));
        Assert.Throws<ArgumentException>("transposedWeights", () => OddBackwardInput(0, [0], output, new float[OddIn], input));
        Assert.Throws<ArgumentException>("weightGradient", () => OddBackwardWeights(0, 0, [0], input, output, new float[OddIn]));
        Assert.Throws<ArgumentOutOfRangeException>("block", () => OddBackwardWeights(OddBlocks, 0, [0], input, output, weights));
    }

    [SlotLinear(In = 1, Slots = 2, Symbols = 1)]
    private static partial void Small(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 1, Out = 2)]
    private static partial void AllSmall(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [SlotLinear(In = 32, Slots = 3, Symbols = 28)]
    private static partial void Names(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 32, Out = 84, SkipZeros = true)]
    private static partial void AllNames(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [SlotLinear(In = 45, Slots = 4, Symbols = 13)]
    private static partial void Odd(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = 45, Out = 52)]
    private static partial void AllOdd(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);
}
