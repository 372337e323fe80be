using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>A linear layer behind the first one, with its backward pass and what a batch leaves in it.</summary>
internal class LinearTraining
{
    private readonly LinearKernels _kernels;

    /// <param name="kernels">The layer's kernels.</param>
    /// <param name="parameters">Its tensors.</param>
    public LinearTraining(LinearKernels kernels, LayerParameters parameters)
    {
        (_kernels, Parameters) = (kernels, parameters);
        Transposed = new(parameters.Matrix.Values.Length);
        Transpose();
    }

    public LayerParameters Parameters { get; }

    /// <summary>The matrix, transposed: [Out, In].</summary>
    private protected AlignedFloats Transposed { get; }

    /// <summary>Blocks of weights that threads share out.</summary>
    public int Blocks => _kernels.Blocks;

    /// <summary>The layer's input for the whole batch [n, In].</summary>
    public AlignedFloats Input { get; set; } = new(0);

    /// <summary>Its output for the whole batch [n, Out], which becomes the output's gradient.</summary>
    public AlignedFloats Output { get; set; } = new(0);

    /// <summary>The matrix has been set from outside a step: brings its transpose up to date.</summary>
    public void Transpose()
    {
        for (int block = 0; block < _kernels.Blocks; block++)
            _kernels.Transpose(block, Parameters.Matrix.Values.Span, Transposed.Span);
    }

    /// <summary>Output of some rows from their input.</summary>
    public virtual void Forward(BatchRows rows)
    {
        LayerWeights weights = Parameters.Weights;
        _kernels.Forward(rows.Of(Input, weights.Inputs), weights.Matrix.Span, weights.Bias.Span, rows.Of(Output, weights.Outputs));
    }

    /// <summary>Gradient of some rows' input from that of their output.</summary>
    public virtual void Backward(BatchRows rows, AlignedFloats inputGradient)
    {
        LayerWeights weights = Parameters.Weights;
        _kernels.BackwardInput(rows.Of(Output, weights.Outputs), Transposed.Span, rows.Of(inputGradient, weights.Inputs));
    }

    /// <summary>Gradient of one block of the matrix over <paramref name="count"/> rows, and the update if there is a step.</summary>
    public void LearnBlock(int block, int count, AdamWConstants? step)
    {
        Differentiate(block, count);
        if (step is not { } constants)
            return;
        Parameter matrix = Parameters.Matrix;
        int length = _kernels.BlockRows * Parameters.Weights.Outputs, start = block * length;
        matrix.Update(start, Math.Min(length, matrix.Values.Length - start), constants);
        _kernels.Transpose(block, matrix.Values.Span, Transposed.Span);
    }

    /// <summary>Gradient of the bias over <paramref name="count"/> rows, and the update if there is a step.</summary>
    public void LearnBias(int count, AdamWConstants? step)
    {
        Parameter bias = Parameters.Bias;
        _kernels.BackwardBias(Output.Span[..(count * Parameters.Weights.Outputs)], bias.Gradient.Span);
        if (step is { } constants)
            bias.Update(0, bias.Values.Length, constants);
    }

    /// <summary>Gradient of one block of the matrix over <paramref name="count"/> rows.</summary>
    private protected virtual void Differentiate(int block, int count)
    {
        LayerWeights weights = Parameters.Weights;
        _kernels.BackwardWeights(
            block, Input.Span[..(count * weights.Inputs)], Output.Span[..(count * weights.Outputs)], Parameters.Matrix.Gradient.Span);
    }
}
