using Unmask.Kernels;

namespace Unmask.Model.Transformers;

/// <summary>The kernels of an autoregressive transformer of microgpt's size: one block, width 16, four heads.</summary>
public readonly partial struct MicroGpt : ITransformerKernels
{
    private const int Slots = 16, Symbols = 28, Width = 16, Heads = 4, Blocks = 1, Hidden = 4 * Width;

    public static TransformerShape Shape { get; } = new("microgpt", Slots, Symbols, Width, Heads, Blocks) { IsCausal = true };

    [Embedding(Slots = Slots, Symbols = Symbols, Width = Width)]
    public static partial void Embed(
        ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);

    [RmsNorm(Length = Width)]
    public static partial void Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    [Projection(In = Width, Out = 3 * Width)]
    public static partial void ProjectQkv(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [Attention(Slots = Slots, Heads = Heads, HeadSize = Width / Heads, Causal = true)]
    public static partial void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    [ResidualProjection(In = Width, Out = Width)]
    public static partial void Mix(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    [Projection(In = Width, Out = Hidden)]
    public static partial void Expand(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    [ResidualProjection(In = Hidden, Out = Width)]
    public static partial void Contract(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

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
