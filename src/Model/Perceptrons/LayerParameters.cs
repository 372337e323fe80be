using Unmask.Model.Learning;
using Unmask.Model.Tensors;

namespace Unmask.Model.Perceptrons;

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
    public IEnumerable<NamedTensor> Gradients() => Weights.ToTensors(Matrix.Gradient, Bias.Gradient);

    /// <summary>A copy of both moving averages under the tensors' names.</summary>
    public IEnumerable<NamedTensor> Averages() => Weights.ToTensors(Matrix.Average, Bias.Average);
}
