namespace Unmask.Model.Perceptrons;

/// <summary>The kernels of a linear layer's part that one slot of listed rows needs. Matrices are those of the whole layer.</summary>
/// <param name="Forward">Output of the slot.</param>
/// <param name="BackwardInput">Adds to the inputs' gradient what the slot contributes.</param>
/// <param name="BackwardWeights">The slot's columns in one block of the weights' gradient.</param>
internal sealed record SlotKernels(
    SlotKernels.ForwardKernel Forward,
    SlotKernels.BackwardInputKernel BackwardInput,
    SlotKernels.BackwardWeightsKernel BackwardWeights)
{
    public delegate void ForwardKernel(
        int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> output);

    public delegate void BackwardInputKernel(
        int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient);

    public delegate void BackwardWeightsKernel(
        int block, int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient);
}
