using Unmask.Model.Weights;

namespace Unmask.Model.Denoisers;

/// <summary>The tensors of one linear layer under the seed's names: <c>W{number}</c> [inputs, outputs], row-major, and <c>b{number}</c> [outputs].</summary>
internal sealed class LayerWeights
{
    private readonly int _number;

    /// <summary>Zeros.</summary>
    public LayerWeights(int number, int inputs, int outputs)
    {
        (_number, Inputs, Outputs) = (number, inputs, outputs);
        Matrix = new(inputs * outputs);
        Bias = new(outputs);
    }

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public LayerWeights(WeightSet set, int number, int inputs, int outputs)
        : this(number, inputs, outputs)
    {
        set.Get(MatrixName, inputs, outputs).CopyTo(Matrix.Span);
        set.Get(BiasName, outputs).CopyTo(Bias.Span);
    }

    public string MatrixName => $"W{_number}";

    public string BiasName => $"b{_number}";

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>[Inputs, Outputs].</summary>
    public AlignedFloats Matrix { get; }

    /// <summary>[Outputs].</summary>
    public AlignedFloats Bias { get; }

    /// <summary>A copy of both tensors.</summary>
    public IEnumerable<NamedTensor> ToTensors() =>
    [
        new(MatrixName, [Inputs, Outputs], Matrix.Span.ToArray()),
        new(BiasName, [Outputs], Bias.Span.ToArray()),
    ];
}
