using Unmask.Kernels;

namespace Unmask.Model.Denoisers;

/// <summary>
/// The kernels of <see cref="MicroGpt"/> for words: 24 slots, and room for 64 symbols. What knows of neither slots nor symbols is the same
/// kernel.
/// </summary>
public readonly partial struct WordMicroGpt : ITransformerKernels
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

    public static void Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output) =>
        MicroGpt.Normalize(input, scale, output);

    public static void NormalizeBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> scale, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scaleGradient) =>
        MicroGpt.NormalizeBackward(input, scale, outputGradient, inputGradient, scaleGradient);

    public static void ProjectQkv(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output) =>
        MicroGpt.ProjectQkv(input, weights, output);

    public static void ProjectQkvBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        MicroGpt.ProjectQkvBackwardInput(outputGradient, transposedWeights, inputGradient);

    public static void ProjectQkvBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        MicroGpt.ProjectQkvBackwardWeights(input, outputGradient, weightGradient);

    public static void ProjectQkvTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        MicroGpt.ProjectQkvTranspose(weights, transposed);

    public static void Mix(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output) =>
        MicroGpt.Mix(input, weights, residual, output);

    public static void MixBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        MicroGpt.MixBackwardInput(outputGradient, transposedWeights, inputGradient);

    public static void MixBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        MicroGpt.MixBackwardWeights(input, outputGradient, weightGradient);

    public static void MixTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        MicroGpt.MixTranspose(weights, transposed);

    public static void Expand(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output) =>
        MicroGpt.Expand(input, weights, output);

    public static void ExpandBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        MicroGpt.ExpandBackwardInput(outputGradient, transposedWeights, inputGradient);

    public static void ExpandBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        MicroGpt.ExpandBackwardWeights(input, outputGradient, weightGradient);

    public static void ExpandTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        MicroGpt.ExpandTranspose(weights, transposed);

    public static void Contract(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output) =>
        MicroGpt.Contract(input, weights, residual, output);

    public static void ContractBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        MicroGpt.ContractBackwardInput(outputGradient, transposedWeights, inputGradient);

    public static void ContractBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        MicroGpt.ContractBackwardWeights(input, outputGradient, weightGradient);

    public static void ContractTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        MicroGpt.ContractTranspose(weights, transposed);
}
