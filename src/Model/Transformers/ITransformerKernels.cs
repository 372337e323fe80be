namespace Unmask.Model.Transformers;

/// <summary>
/// What makes one <see cref="Transformer{TKernels}"/> differ from another: its shape, and kernels generated for it. A struct implements this by declaring the
/// kernels; as a type argument it costs nothing at run time, because the calls are bound when the transformer is compiled for it. n rows
/// go through together; every other size is the <see cref="Shape"/>'s.
/// </summary>
public interface ITransformerKernels
{
    /// <summary>All sizes.</summary>
    static abstract TransformerShape Shape { get; }

    /// <summary>[n, slots] → [n, slots, width].</summary>
    static abstract void Embed(ReadOnlySpan<byte> rows, ReadOnlySpan<float> symbolVectors, ReadOnlySpan<float> slotVectors, Span<float> output);

    /// <summary>The gradients of <see cref="Embed"/>.</summary>
    static abstract void EmbedBackward(ReadOnlySpan<byte> rows, ReadOnlySpan<float> outputGradient, Span<float> symbolGradient, Span<float> slotGradient);

    /// <summary>[n, slots, width] → the same.</summary>
    static abstract void Normalize(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, Span<float> output);

    /// <summary>The gradients of <see cref="Normalize"/>.</summary>
    static abstract void NormalizeBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> scale, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scaleGradient);

    /// <summary>[n, slots, width] → [n, slots, 3 · width].</summary>
    static abstract void ProjectQkv(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    /// <summary>The gradient of the input of <see cref="ProjectQkv"/>.</summary>
    static abstract void ProjectQkvBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    /// <summary>Adds the gradient of the weights of <see cref="ProjectQkv"/> to what is there.</summary>
    static abstract void ProjectQkvBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    /// <summary>Transposes the weights of <see cref="ProjectQkv"/> for <see cref="ProjectQkvBackwardInput"/>.</summary>
    static abstract void ProjectQkvTranspose(ReadOnlySpan<float> weights, Span<float> transposed);

    /// <summary>Stores the weights of <see cref="ProjectQkv"/> in the order in which it reads them.</summary>
    static abstract void ProjectQkvPack(ReadOnlySpan<float> weights, Span<float> packed);

    /// <summary>[n, slots, 3 · width] → [n, slots, width].</summary>
    static abstract void Attend(ReadOnlySpan<float> queriesKeysValues, Span<float> probabilities, Span<float> output);

    /// <summary>The gradients of <see cref="Attend"/>.</summary>
    static abstract void AttendBackward(
        ReadOnlySpan<float> queriesKeysValues, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> outputGradient, Span<float> inputGradient);

    /// <summary>[n, slots, width] + residual → [n, slots, width].</summary>
    static abstract void Mix(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    /// <summary>The gradient of the input of <see cref="Mix"/>.</summary>
    static abstract void MixBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    /// <summary>Adds the gradient of the weights of <see cref="Mix"/> to what is there.</summary>
    static abstract void MixBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    /// <summary>Transposes the weights of <see cref="Mix"/> for <see cref="MixBackwardInput"/>.</summary>
    static abstract void MixTranspose(ReadOnlySpan<float> weights, Span<float> transposed);

    /// <summary>Stores the weights of <see cref="Mix"/> in the order in which it reads them.</summary>
    static abstract void MixPack(ReadOnlySpan<float> weights, Span<float> packed);

    /// <summary>[n, slots, width] → [n, slots, hidden].</summary>
    static abstract void Expand(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    /// <summary>The gradient of the input of <see cref="Expand"/>.</summary>
    static abstract void ExpandBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    /// <summary>Adds the gradient of the weights of <see cref="Expand"/> to what is there.</summary>
    static abstract void ExpandBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    /// <summary>Transposes the weights of <see cref="Expand"/> for <see cref="ExpandBackwardInput"/>.</summary>
    static abstract void ExpandTranspose(ReadOnlySpan<float> weights, Span<float> transposed);

    /// <summary>Stores the weights of <see cref="Expand"/> in the order in which it reads them.</summary>
    static abstract void ExpandPack(ReadOnlySpan<float> weights, Span<float> packed);

    /// <summary>GELU of any number of elements.</summary>
    static abstract void Activate(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>The same, with its derivative in place of the input.</summary>
    static abstract void ActivateKeeping(Span<float> input, Span<float> output);

    /// <summary>[n, slots, hidden] + residual → [n, slots, width].</summary>
    static abstract void Contract(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> residual, Span<float> output);

    /// <summary>The gradient of the input of <see cref="Contract"/>.</summary>
    static abstract void ContractBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    /// <summary>Adds the gradient of the weights of <see cref="Contract"/> to what is there.</summary>
    static abstract void ContractBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    /// <summary>Transposes the weights of <see cref="Contract"/> for <see cref="ContractBackwardInput"/>.</summary>
    static abstract void ContractTranspose(ReadOnlySpan<float> weights, Span<float> transposed);

    /// <summary>Stores the weights of <see cref="Contract"/> in the order in which it reads them.</summary>
    static abstract void ContractPack(ReadOnlySpan<float> weights, Span<float> packed);

    /// <summary>[n, slots, width] → [n, slots, symbols].</summary>
    static abstract void ProjectLogits(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> output);

    /// <summary>The gradient of the input of <see cref="ProjectLogits"/>.</summary>
    static abstract void ProjectLogitsBackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    /// <summary>Adds the gradient of the weights of <see cref="ProjectLogits"/> to what is there.</summary>
    static abstract void ProjectLogitsBackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    /// <summary>Transposes the weights of <see cref="ProjectLogits"/> for <see cref="ProjectLogitsBackwardInput"/>.</summary>
    static abstract void ProjectLogitsTranspose(ReadOnlySpan<float> weights, Span<float> transposed);

    /// <summary>[n, slots, symbols] → the loss of every slot [n, slots], and the logits' gradient, which can take the logits' place.</summary>
    static abstract void CrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<byte> targets,
        ReadOnlySpan<float> lossWeights,
        ulong allowed,
        Span<float> logitGradient,
        Span<float> losses);
}
