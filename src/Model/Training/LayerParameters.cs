using Unmask.Model.Denoisers;
using Unmask.Model.Weights;

namespace Unmask.Model.Training;

/// <summary>A linear layer that learns.</summary>
internal sealed class LayerParameters
{
    /// <param name="layer">The weights, updated in place.</param>
    /// <param name="clipsBias">Whether the bias's gradient is clipped like the matrix's.</param>
    public LayerParameters(LayerWeights layer, bool clipsBias)
    {
        Weights = layer;
        Matrix = new(layer.MatrixName, layer.Matrix, decays: true, clips: true);
        Bias = new(layer.BiasName, layer.Bias, decays: false, clips: clipsBias);
    }

    public LayerWeights Weights { get; }

    public Parameter Matrix { get; }

    public Parameter Bias { get; }

    /// <summary>A copy of both gradients under the tensors' names.</summary>
    public IEnumerable<NamedTensor> Gradients() => Copy(parameter => parameter.Gradient);

    /// <summary>A copy of both moving averages under the tensors' names.</summary>
    public IEnumerable<NamedTensor> Averages() => Copy(parameter => parameter.Average);

    private IEnumerable<NamedTensor> Copy(Func<Parameter, AlignedFloats> part) =>
        Weights.ToTensors().Zip([Matrix, Bias], (tensor, parameter) => tensor with { Values = part(parameter).Span.ToArray() });
}
