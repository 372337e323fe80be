using Unmask.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>The kernels of <see cref="PerceptronShape.Words"/>.</summary>
internal static partial class WordsPerceptron
{
    private const int Slots = ShapeProfiles.WordSlots, Symbols = ShapeProfiles.WordSymbols, Units = PerceptronShape.Units;

    [RowGather(Slots = Slots, Symbols = Symbols, Out = Units)]
    internal static partial void Gather(ReadOnlySpan<byte> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [Linear(In = Units, Out = Slots * Symbols, SkipZeros = true)]
    internal static partial void Project(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    [SoftmaxCrossEntropy(Symbols = Symbols)]
    internal static partial void CrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<byte> targets,
        ReadOnlySpan<float> lossWeights,
        ulong allowed,
        Span<float> logitGradient,
        Span<float> losses);
}
