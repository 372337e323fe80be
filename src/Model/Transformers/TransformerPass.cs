using System.Numerics.Tensors;
using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>Forward and backward through <see cref="Transformer{TKernels}"/> for a few rows at a time, with the working memory that this takes.</summary>
internal sealed class TransformerPass<TKernels>
    where TKernels : ITransformerKernels
{
    private static readonly TransformerShape Shape = TKernels.Shape;

    private readonly TransformerActivations _steps;
    private readonly AlignedFloats _logits, _state, _narrow, _wide;
    private readonly byte _mask;

    /// <param name="capacity">Most rows.</param>
    /// <param name="mask">The alphabet's MASK.</param>
    public TransformerPass(int capacity, byte mask)
    {
        _mask = mask;
        _steps = new(Shape, capacity, mask, keep: true);
        _logits = new(capacity * Shape.Logits);
        _state = new(capacity * Shape.State);
        _narrow = new(capacity * Shape.State);
        _wide = new(capacity * Shape.Slots * Shape.Hidden);
    }

    /// <summary>Computes the loss of every slot and adds the gradients of all tensors but the time's.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="packed">Their packed matrices.</param>
    /// <param name="transposed">The weights with every matrix transposed.</param>
    /// <param name="slotVectors">Every slot's own vector, the time's added: [16, 64].</param>
    /// <param name="batch">The batch; receives the losses.</param>
    /// <param name="part">Its rows that take part.</param>
    /// <param name="gradients">Receives the gradients on top of what is there.</param>
    public void Run(
        TransformerTensors weights,
        TransformerTensors packed,
        TransformerTensors transposed,
        ReadOnlySpan<float> slotVectors,
        TrainingBatch batch,
        BatchRows part,
        TransformerTensors gradients)
    {
        ReadOnlySpan<byte> rows = part.Of(batch.Content.Rows, Shape.Slots), targets = part.Of(batch.Content.Targets, Shape.Slots);
        Span<float> lossWeights = part.Of(batch.Content.LossWeights, Shape.Slots), losses = part.Of(batch.Losses, Shape.Slots);
        _steps.Rows = part.Count;
        _steps.Kept.Weighted(lossWeights);
        Span<float> logits = _logits.Span[..(rows.Length * Shape.Symbols)];
        Span<float> state = _state.Span[..(rows.Length * Shape.Width)], norm = _narrow.Span[..(rows.Length * Shape.Width)];
        Transformer<TKernels>.Forward(weights, packed, firstBlock: null, slotVectors, rows, _steps, logits);
        TKernels.CrossEntropy(logits, targets, lossWeights, batch.Allowed, logits, losses);      // logits become their gradient
        SoftTargets.Apply(batch, part, _mask, logits);

        // From here on, state is the gradient of the hidden state, and norm that of a norm's output: of the kept slots first, the others' are zero.
        BackwardHead(weights, transposed, gradients, _steps.Kept.Gather(logits, logits, Shape.Symbols), state[.._steps.Output.Length], norm[.._steps.Output.Length]);
        for (int i = Shape.Blocks - 1; i >= 0; i--)
        {
            TransformerTensors.Block block = weights.BlockAt(i), matrices = transposed.BlockAt(i), gradient = gradients.BlockAt(i);
            TransformerActivations.Block step = _steps.BlockAt(i);
            BackwardAfterAttention(block, matrices, gradient, step, state[..step.Middle.Length], norm[..step.Middle.Length]);
            if (i == Shape.Blocks - 1)
            {
                _steps.Kept.Spread(state, Shape.Width);
                _steps.Kept.Spread(norm, Shape.Width);
            }
            BackwardAttention(block, matrices, gradient, step, state, norm);
        }
        TKernels.EmbedBackward(_steps.Inputs(rows), state, gradients.SymbolVectors, gradients.SlotVectors);
    }

    /// <summary>The head: state becomes the gradient of what the last block left.</summary>
    private void BackwardHead(
        TransformerTensors weights, TransformerTensors transposed, TransformerTensors gradients, ReadOnlySpan<float> logits, Span<float> state, Span<float> norm)
    {
        TKernels.ProjectLogitsBackwardInput(logits, transposed.Head, norm);                          // [n, 16, 28] → [n, 16, 64]
        TKernels.ProjectLogitsBackwardWeights(_steps.FinalNorm, logits, gradients.Head);
        state.Clear();
        TKernels.NormalizeBackward(_steps.Output, weights.FinalNorm, norm, state, gradients.FinalNorm);
    }

    /// <summary>A block back to its attention: state enters as the gradient of what the block leaves, and mixed ends as that of what attention left.</summary>
    private void BackwardAfterAttention(
        TransformerTensors.Block weights,
        TransformerTensors.Block transposed,
        TransformerTensors.Block gradients,
        TransformerActivations.Block step,
        Span<float> state,
        Span<float> mixed)
    {
        Span<float> expanded = _wide.Span[..step.Expanded.Length], norm = mixed;
        TKernels.ContractBackwardInput(state, transposed.Contract, expanded);                        // [n, 16, 64] → [n, 16, 256]
        TKernels.ContractBackwardWeights(step.Active, state, gradients.Contract);
        TensorPrimitives.Multiply(expanded, step.Expanded, expanded);                            // [n, 16, 256]: the kept derivative
        TKernels.ExpandBackwardInput(expanded, transposed.Expand, norm);                             // [n, 16, 256] → [n, 16, 64]
        TKernels.ExpandBackwardWeights(step.Norm2, expanded, gradients.Expand);
        TKernels.NormalizeBackward(step.Middle, weights.Norm2, norm, state, gradients.Norm2);    // + residual
        TKernels.MixBackwardInput(state, transposed.Mix, mixed);                                     // [n, 16, 64]
        TKernels.MixBackwardWeights(step.Mixed, state, gradients.Mix);
    }

    /// <summary>A block from its attention back: state ends as the gradient of what the block took.</summary>
    private void BackwardAttention(
        TransformerTensors.Block weights,
        TransformerTensors.Block transposed,
        TransformerTensors.Block gradients,
        TransformerActivations.Block step,
        Span<float> state,
        Span<float> mixed)
    {
        Span<float> qkv = _wide.Span[..step.Qkv.Length], norm = mixed;
        TKernels.AttendBackward(step.Qkv, step.Probabilities, mixed, qkv);                       // [n, 16, 64] → [n, 16, 3 · 64]
        TKernels.ProjectQkvBackwardInput(qkv, transposed.Qkv, norm);                                 // [n, 16, 3 · 64] → [n, 16, 64]
        TKernels.ProjectQkvBackwardWeights(step.Norm1, qkv, gradients.Qkv);
        TKernels.NormalizeBackward(step.Input, weights.Norm1, norm, state, gradients.Norm1);     // + residual
    }
}
