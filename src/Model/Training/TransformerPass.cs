using System.Numerics.Tensors;
using Unmask.Kernels;
using Unmask.Model.Denoisers;

namespace Unmask.Model.Training;

/// <summary>Forward and backward through <see cref="Transformer"/> for a few rows at a time, with the working memory that this takes.</summary>
internal sealed partial class TransformerPass
{
    private const int Slots = Transformer.SlotCount, Symbols = Transformer.SymbolCount, Width = Transformer.Width, Hidden = Transformer.Hidden;

    private readonly TransformerActivations _steps;
    private readonly AlignedFloats _logits, _state, _narrow, _wide;

    /// <param name="capacity">Most rows.</param>
    public TransformerPass(int capacity)
    {
        _steps = new(capacity, keep: true);
        _logits = new(capacity * Transformer.Logits);
        _state = new(capacity * Slots * Width);
        _narrow = new(capacity * Slots * Width);
        _wide = new(capacity * Slots * Hidden);
    }

    /// <summary>Computes the loss of every slot and adds the gradients of all tensors but the time's.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="turned">The same with every matrix transposed.</param>
    /// <param name="slotVectors">Every slot's own vector, the time's added: [16, 64].</param>
    /// <param name="rows">Noisy rows [n, 16].</param>
    /// <param name="targets">Clean rows [n, 16].</param>
    /// <param name="lossWeights">Weight of every slot's cross-entropy [n, 16].</param>
    /// <param name="allowed">The bits of the symbols in the softmax.</param>
    /// <param name="gradients">Receives the gradients on top of what is there.</param>
    /// <param name="losses">Receives [n, 16].</param>
    public void Run(
        TransformerTensors weights,
        TransformerTensors turned,
        ReadOnlySpan<float> slotVectors,
        ReadOnlySpan<byte> rows,
        ReadOnlySpan<byte> targets,
        ReadOnlySpan<float> lossWeights,
        ulong allowed,
        TransformerTensors gradients,
        Span<float> losses)
    {
        _steps.Rows = rows.Length / Slots;
        Span<float> logits = _logits.Span[..(rows.Length * Symbols)];
        Span<float> state = _state.Span[..(rows.Length * Width)], norm = _narrow.Span[..(rows.Length * Width)];
        Transformer.Forward(weights, slotVectors, rows, _steps, logits);
        CrossEntropy(logits, targets, lossWeights, allowed, logits, losses);                     // logits become their gradient

        // From here on, state is the gradient of the hidden state, and norm that of a norm's output.
        Transformer.ProjectLogitsBackwardInput(logits, turned.Head, norm);                       // [n, 16, 28] → [n, 16, 64]
        Transformer.ProjectLogitsBackwardWeights(_steps.FinalNorm, logits, gradients.Head);
        state.Clear();
        Transformer.NormalizeBackward(_steps.Output, weights.FinalNorm, norm, state, gradients.FinalNorm);
        for (int i = Transformer.Blocks - 1; i >= 0; i--)
            Backward(weights.BlockAt(i), turned.BlockAt(i), gradients.BlockAt(i), _steps.BlockAt(i), state, norm);
        Transformer.EmbedBackward(rows, state, gradients.SymbolVectors, gradients.SlotVectors);
    }

    /// <summary>One block: state enters as the gradient of what the block leaves and ends as that of what it took.</summary>
    private void Backward(
        TransformerTensors.Block weights,
        TransformerTensors.Block turned,
        TransformerTensors.Block gradients,
        TransformerActivations.Block step,
        Span<float> state,
        Span<float> norm)
    {
        Span<float> expanded = _wide.Span[..step.Expanded.Length], qkv = _wide.Span[..step.Qkv.Length], mixed = norm;
        Transformer.ContractBackwardInput(state, turned.Contract, expanded);                     // [n, 16, 64] → [n, 16, 256]
        Transformer.ContractBackwardWeights(step.Active, state, gradients.Contract);
        TensorPrimitives.Multiply(expanded, step.Expanded, expanded);                            // [n, 16, 256]: the kept derivative
        Transformer.ExpandBackwardInput(expanded, turned.Expand, norm);                          // [n, 16, 256] → [n, 16, 64]
        Transformer.ExpandBackwardWeights(step.Norm2, expanded, gradients.Expand);
        Transformer.NormalizeBackward(step.Middle, weights.Norm2, norm, state, gradients.Norm2); // + residual

        Transformer.MixBackwardInput(state, turned.Mix, mixed);                                  // [n, 16, 64]
        Transformer.MixBackwardWeights(step.Mixed, state, gradients.Mix);
        Transformer.AttendBackward(step.Qkv, step.Probabilities, mixed, qkv);                    // [n, 16, 64] → [n, 16, 3 · 64]
        Transformer.ProjectQkvBackwardInput(qkv, turned.Qkv, norm);                              // [n, 16, 3 · 64] → [n, 16, 64]
        Transformer.ProjectQkvBackwardWeights(step.Norm1, qkv, gradients.Qkv);
        Transformer.NormalizeBackward(step.Input, weights.Norm1, norm, state, gradients.Norm1);  // + residual
    }

    [SoftmaxCrossEntropy(Symbols = Symbols)]
    private static partial void CrossEntropy(
        ReadOnlySpan<float> logits,
        ReadOnlySpan<byte> targets,
        ReadOnlySpan<float> lossWeights,
        ulong allowed,
        Span<float> logitGradient,
        Span<float> losses);
}
