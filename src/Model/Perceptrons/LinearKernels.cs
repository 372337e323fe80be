namespace Unmask.Model.Perceptrons;

/// <summary>The kernels of one declared linear layer, forward and backward.</summary>
/// <param name="Blocks">Blocks of the weight gradient.</param>
/// <param name="BlockRows">Rows of weights in a block; the last one can have fewer.</param>
/// <param name="Forward">output [n, Out] = input [n, In] · weights + bias, or max(·, 0) of it.</param>
/// <param name="BackwardInput">inputGradient [n, In] = outputGradient [n, Out] · weightsᵀ.</param>
/// <param name="BackwardWeights">One block of weightGradient = inputᵀ · outputGradient.</param>
/// <param name="BackwardBias">biasGradient = the sum of outputGradient's rows.</param>
/// <param name="Transpose">One block of weightsᵀ.</param>
internal sealed record LinearKernels(
    int Blocks,
    int BlockRows,
    LinearKernels.ForwardKernel Forward,
    LinearKernels.BackwardInputKernel BackwardInput,
    LinearKernels.BackwardWeightsKernel BackwardWeights,
    LinearKernels.BackwardBiasKernel BackwardBias,
    LinearKernels.TransposeKernel Transpose)
{
    public delegate void ForwardKernel(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    public delegate void BackwardInputKernel(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    public delegate void BackwardWeightsKernel(int block, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);

    public delegate void BackwardBiasKernel(ReadOnlySpan<float> outputGradient, Span<float> biasGradient);

    public delegate void TransposeKernel(int block, ReadOnlySpan<float> weights, Span<float> transposed);

    /// <summary>The middle layer of <see cref="Residual"/>, with its ReLU.</summary>
    public static LinearKernels Mix { get; } = new(
        NamesPerceptron.MixBlocks,
        NamesPerceptron.MixBlockRows,
        NamesPerceptron.Mix,
        NamesPerceptron.MixBackwardInput,
        NamesPerceptron.MixBackwardWeights,
        NamesPerceptron.MixBackwardBias,
        NamesPerceptron.MixTranspose);
}
