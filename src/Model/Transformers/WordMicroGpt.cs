using Unmask.Kernels;
using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>The kernels of <see cref="MicroGpt"/> for words: 24 slots, and room for 64 symbols.</summary>
public readonly partial struct WordMicroGpt : IWordKernels<MicroGpt>
{
    private const int Slots = ShapeProfiles.WordSlots, Symbols = ShapeProfiles.WordSymbols, Width = 16, Heads = 4, Blocks = 1;

    public static TransformerShape Shape { get; } = new("microgpt", Slots, Symbols, Width, Heads, Blocks) { IsCausal = true, IsRoomy = true };

    [Embedding(Slots = Slots, Symbols = Symbols, Width = Width)]
    public static partial void Embed(
        ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);

    [Attention(Slots = Slots, Heads = Heads, HeadSize = Width / Heads, Causal = true)]
    public static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [Projection(In = Width, Out = Symbols)]
    public static partial void ProjectLogits(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [SoftmaxCrossEntropy(Symbols = Symbols)]
    public static partial void CrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<byte> targets,
        ReadOnlySpan<float> lossWeights,
        ulong allowed,
        Span<float> logitGradient,
        Span<float> losses);
}
