using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>The last layer. Slots without a loss have a gradient of 0, so where there are enough of them it computes only the others.</summary>
/// <param name="shape">The layer's kernels.</param>
/// <param name="parameters">Its tensors.</param>
/// <param name="asked">The slots with a loss, of the batch at hand.</param>
internal sealed class ProjectTraining(PerceptronShape shape, LayerParameters parameters, SlotRows asked) : LinearTraining(shape.Project, parameters)
{
    public override void Forward(BatchRows rows)
    {
        if (!asked.Pays)
        {
            base.Forward(rows);
            return;
        }
        LayerWeights weights = Parameters.Weights;
        Span<float> input = Input.Span[..(asked.Count * weights.Inputs)], output = Output.Span[..(asked.Count * weights.Outputs)];
        for (int slot = 0; slot < shape.Slots; slot++)
            shape.ProjectSlot.Forward(slot, asked.Of(slot, rows), input, weights.Matrix.Span, weights.Bias.Span, output);
    }

    public override void Backward(BatchRows rows, AlignedFloats inputGradient)
    {
        if (!asked.Pays)
        {
            base.Backward(rows, inputGradient);
            return;
        }
        LayerWeights weights = Parameters.Weights;
        rows.Of(inputGradient, weights.Inputs).Clear();
        Span<float> gradient = inputGradient.Span[..(asked.Count * weights.Inputs)], output = Output.Span[..(asked.Count * weights.Outputs)];
        for (int slot = 0; slot < shape.Slots; slot++)
            shape.ProjectSlot.BackwardInput(slot, asked.Of(slot, rows), output, Transposed.Span, gradient);
    }

    private protected override void Differentiate(int block, int count)
    {
        if (!asked.Pays)
        {
            base.Differentiate(block, count);
            return;
        }
        LayerWeights weights = Parameters.Weights;
        Span<float> input = Input.Span[..(count * weights.Inputs)], output = Output.Span[..(count * weights.Outputs)];
        for (int slot = 0; slot < shape.Slots; slot++)
            shape.ProjectSlot.BackwardWeights(block, slot, asked.Of(slot), input, output, Parameters.Matrix.Gradient.Span);
    }
}
