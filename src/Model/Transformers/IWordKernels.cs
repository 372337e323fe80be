namespace Unmask.Model.Transformers;

/// <summary>
/// The kernels of a transformer for words: those that know of neither slots nor symbols are the ones of the same transformer for names, so a struct
/// declares only the others.
/// </summary>
/// <typeparam name="TNames">The transformer for names, as wide and with as many heads.</typeparam>
public interface IWordKernels<TNames> : ITransformerKernels
    where TNames : ITransformerKernels
{
    static void ITransformerKernels.Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output) =>
        TNames.Normalize(input, scale, output);

    static void ITransformerKernels.NormalizeBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> scale, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scaleGradient) =>
        TNames.NormalizeBackward(input, scale, outputGradient, inputGradient, scaleGradient);

    static void ITransformerKernels.ProjectQkv(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output) =>
        TNames.ProjectQkv(input, weights, output);

    static void ITransformerKernels.ProjectQkvBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        TNames.ProjectQkvBackwardInput(outputGradient, transposedWeights, inputGradient);

    static void ITransformerKernels.ProjectQkvBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        TNames.ProjectQkvBackwardWeights(input, outputGradient, weightGradient);

    static void ITransformerKernels.ProjectQkvTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        TNames.ProjectQkvTranspose(weights, transposed);

    static void ITransformerKernels.Mix(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output) =>
        TNames.Mix(input, weights, residual, output);

    static void ITransformerKernels.MixBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        TNames.MixBackwardInput(outputGradient, transposedWeights, inputGradient);

    static void ITransformerKernels.MixBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        TNames.MixBackwardWeights(input, outputGradient, weightGradient);

    static void ITransformerKernels.MixTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        TNames.MixTranspose(weights, transposed);

    static void ITransformerKernels.Expand(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output) =>
        TNames.Expand(input, weights, output);

    static void ITransformerKernels.ExpandBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        TNames.ExpandBackwardInput(outputGradient, transposedWeights, inputGradient);

    static void ITransformerKernels.ExpandBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        TNames.ExpandBackwardWeights(input, outputGradient, weightGradient);

    static void ITransformerKernels.ExpandTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        TNames.ExpandTranspose(weights, transposed);

    static void ITransformerKernels.Contract(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output) =>
        TNames.Contract(input, weights, residual, output);

    static void ITransformerKernels.ContractBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient) =>
        TNames.ContractBackwardInput(outputGradient, transposedWeights, inputGradient);

    static void ITransformerKernels.ContractBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient) =>
        TNames.ContractBackwardWeights(input, outputGradient, weightGradient);

    static void ITransformerKernels.ContractTranspose(ReadOnlySpan<float> weights, Span<float> transposed) =>
        TNames.ContractTranspose(weights, transposed);
}
