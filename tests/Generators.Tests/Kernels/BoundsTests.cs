using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Kernels of awkward shapes with every operand right behind, then right before, a page that ends the process when touched.</summary>
public sealed partial class BoundsTests
{
    private const int Rows = 11, Slots = 5, Symbols = 7, In = 23, Out = 45, Classes = 28;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_is_read_or_written_beside_the_spans(bool atEnd)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The memory is guarded by calls of Linux.");
        var memory = new List<GuardPages>();
        Span<float> Floats(int length) => Place(Margined.Random(new Random(1), length));
        Span<T> Place<T>(T[] values)
            where T : unmanaged
        {
            memory.Add(new(values.Length * 8));
            return memory[^1].Fill<T>(values, atEnd);
        }

        Span<byte> symbols = Place(new byte[Rows * Slots]), targets = Place(new byte[Rows]);
        Span<float> input = Floats(Rows * In), weights = Floats(In * Out), bias = Floats(Out), output = Floats(Rows * Out);
        Project(input, weights, bias, output);
        Project(Floats(In), weights, bias, Floats(Out));
        Span<float> transposed = Floats(In * Out);
        for (int block = 0; block < ProjectBlocks; block++)
        {
            ProjectTranspose(block, weights, transposed);
            ProjectBackwardWeights(block, input, output, Floats(In * Out));
        }

        ProjectBackwardInput(output, transposed, Floats(Rows * In));
        ProjectBackwardBias(output, Floats(Out));
        Activate(output);
        ActivateBackward(output, Floats(Rows * Out));

        Span<float> rows = Floats(Slots * Symbols * Out);
        Gather(symbols, rows, bias, output);
        GatherUpdate(symbols[..Slots], 0b11, rows, bias, Floats(GatherGroups * Out), Floats(Out));
        GatherBackwardWeights(Slots - 1, symbols, output, Floats(Symbols * Out));

        Span<float> logits = Floats(Rows * Classes);
        Normalize(logits, Place(Enumerable.Repeat(ulong.MaxValue, Rows).ToArray()), 1f, Floats(Rows * Classes));
        CrossEntropy(logits, targets, Floats(Rows), ulong.MaxValue, Floats(Rows * Classes), Floats(Rows));
        Few(Floats(Rows * 3), Place(Enumerable.Repeat(ulong.MaxValue, Rows).ToArray()), 1f, Floats(Rows * 3));
        Update(Floats(37), Floats(37), Floats(37), Floats(37), 1f, 0.9f, 0.99f, 0.01f, 1f, 1e-8f, 1f);
        memory.ForEach(pages => pages.Dispose());
    }

    [Linear(In = In, Out = Out, SkipZeros = true)]
    private static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [RowGather(Slots = Slots, Symbols = Symbols, Out = Out)]
    private static partial void Gather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Relu(Length = Out)]
    private static partial void Activate(Span<float> values);

    [Softmax(Symbols = Classes)]
    private static partial void Normalize(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);

    [Softmax(Symbols = 3)]
    private static partial void Few(ReadOnlySpan<float> logits, ReadOnlySpan<ulong> allowed, float scale, Span<float> probabilities);

    [SoftmaxCrossEntropy(Symbols = Classes)]
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
