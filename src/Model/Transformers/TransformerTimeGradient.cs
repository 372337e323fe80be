using System.Numerics.Tensors;
using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>
/// Forward and backward through the time's own layers of <see cref="Transformer{TKernels}"/>. They run once per step, because t is the same for the whole
/// batch: their output is added to every slot's vector, so its gradient is the sum of the gradients of the slots' vectors.
/// </summary>
internal sealed class TransformerTimeGradient(TransformerShape shape)
{
    private const int Width = TransformerTime.Width;

    private readonly TransformerTime _time = new(shape);
    private readonly AlignedFloats _output = new(Width), _expanded = new(Width);

    /// <summary>Every slot's own vector plus the time's: [16, 64].</summary>
    public ReadOnlySpan<float> SlotVectors => _time.Current;

    public void Forward(TransformerTensors weights, float time) => _time.Update(weights, time);

    /// <summary>Writes the gradients of the time's tensors.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="transposed">The same with every matrix transposed.</param>
    /// <param name="parts">Gradients whose sum is that of the slots' vectors.</param>
    /// <param name="gradients">Receives the gradients of the time's tensors.</param>
    public void Backward(TransformerTensors weights, TransformerTensors transposed, IEnumerable<TransformerTensors> parts, TransformerTensors gradients)
    {
        Span<float> output = _output.Span, expanded = _expanded.Span;
        output.Clear();
        foreach (TransformerTensors part in parts)
        {
            for (int at = 0; at < part.SlotVectors.Length; at += Width)
                TensorPrimitives.Add(output, part.SlotVectors.Slice(at, Width), output);         // [16, 64] → [64]
        }

        output.CopyTo(gradients.TimeOutBias);
        for (int block = 0; block < TransformerTime.ProjectBlocks; block++)
            TransformerTime.ProjectBackwardWeights(block, _time.Active, output, gradients.TimeOut); // [64] → [64, 64]
        TransformerTime.ProjectBackwardInput(output, transposed.TimeOut, expanded);                  // [64] → [64]
        Activation.GeluBackward(_time.Expanded, expanded);                                  // [64]
        expanded.CopyTo(gradients.TimeInBias);
        TransformerTime.ExpandBackwardWeights(0, _time.Input, expanded, gradients.TimeIn);       // [64] → [1, 64]
    }

    /// <summary>Transposes the one matrix of these layers that the backward pass multiplies with.</summary>
    public static void Transpose(TransformerTensors weights, TransformerTensors transposed)
    {
        for (int block = 0; block < TransformerTime.ProjectBlocks; block++)
            TransformerTime.ProjectTranspose(block, weights.TimeOut, transposed.TimeOut);
    }
}
