using TorchSharp;
using TorchSharp.Modules;
using Unmask.Model.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Unmask.Benchmarks.Torch;

/// <summary><c>mlp</c>, and <c>residual</c>, which has a layer between with a skip connection. Matrices are [in, out].</summary>
internal sealed class TorchPerceptron : TorchNetwork
{
    private readonly (Tensor Matrix, Tensor Bias)[] _layers;
    private readonly EmbeddingBag _first;
    private readonly Tensor _firstRows;

    public TorchPerceptron(WeightSet weights, int slots)
        : base(weights, slots)
    {
        _layers = [.. Enumerable.Range(1, weights.Tensors.Count / 2).Select(layer => (Read($"W{layer}"), Read($"b{layer}")))];
        _first = nn.EmbeddingBag_from_pretrained(_layers[0].Matrix, mode: EmbeddingBagMode.Sum);
        _firstRows = arange(slots) * (_layers[0].Matrix.shape[0] / slots);
    }

    private protected override Tensor Forward(Tensor rows)
    {
        Tensor hidden = relu(_first.call(rows + _firstRows) + _layers[0].Bias);
        foreach ((Tensor matrix, Tensor bias) in _layers[1..^1])
            hidden += relu(addmm(bias, hidden, matrix, 1, 1));
        return addmm(_layers[^1].Bias, hidden, _layers[^1].Matrix, 1, 1);
    }
}
