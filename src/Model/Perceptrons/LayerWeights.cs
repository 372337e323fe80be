using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

/// <summary>The tensors of one linear layer under the seed's names: <c>W{number}</c> [inputs, outputs], row-major, and <c>b{number}</c> [outputs].</summary>
internal sealed class LayerWeights
{
    private readonly int _number;
    private readonly SymbolAxis _inputs, _outputs;

    /// <summary>Zeros.</summary>
    public LayerWeights(int number, SymbolAxis inputs, SymbolAxis outputs)
    {
        (_number, _inputs, _outputs) = (number, inputs, outputs);
        Matrix = new(inputs.KernelLength * outputs.KernelLength);
        Bias = new(outputs.KernelLength);
    }

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public LayerWeights(WeightSet set, int number, SymbolAxis inputs, SymbolAxis outputs)
        : this(number, inputs, outputs)
    {
        float[] matrix = set.Get(MatrixName, inputs.Length, outputs.Length), bias = set.Get(BiasName, outputs.Length);
        for (int input = 0; input < inputs.Length; input++)
            Spread(matrix.AsSpan(input * outputs.Length, outputs.Length), Matrix.Span.Slice(inputs.Place(input) * Outputs, Outputs));
        Spread(bias, Bias.Span);
    }

    public string MatrixName => $"W{_number}";

    public string BiasName => $"b{_number}";

    /// <summary>Inputs that the kernels have.</summary>
    public int Inputs => _inputs.KernelLength;

    /// <summary>Outputs that the kernels have.</summary>
    public int Outputs => _outputs.KernelLength;

    /// <summary>[Inputs, Outputs].</summary>
    public AlignedFloats Matrix { get; }

    /// <summary>[Outputs].</summary>
    public AlignedFloats Bias { get; }

    /// <summary>A copy of both tensors as files have them.</summary>
    public IEnumerable<NamedTensor> ToTensors() => ToTensors(Matrix, Bias);

    /// <summary>The same of other values in the tensors' places: gradients, averages.</summary>
    public IEnumerable<NamedTensor> ToTensors(AlignedFloats matrix, AlignedFloats bias)
    {
        float[] matrixValues = new float[_inputs.Length * _outputs.Length], biasValues = new float[_outputs.Length];
        for (int input = 0; input < _inputs.Length; input++)
            Collect(matrix.Span.Slice(_inputs.Place(input) * Outputs, Outputs), matrixValues.AsSpan(input * _outputs.Length, _outputs.Length));
        Collect(bias.Span, biasValues);
        return [new(MatrixName, [_inputs.Length, _outputs.Length], matrixValues), new(BiasName, [_outputs.Length], biasValues)];
    }

    private void Spread(ReadOnlySpan<float> file, Span<float> kernel)
    {
        for (int output = 0; output < file.Length; output++)
            kernel[_outputs.Place(output)] = file[output];
    }

    private void Collect(ReadOnlySpan<float> kernel, Span<float> file)
    {
        for (int output = 0; output < file.Length; output++)
            file[output] = kernel[_outputs.Place(output)];
    }
}
