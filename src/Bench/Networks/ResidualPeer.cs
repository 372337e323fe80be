using Unmask.Bench.Layers;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary><c>residual</c>: h = relu([onehot(row), t/T] · W1 + b1); logits = (relu(h · W2 + b2) + h) · W3 + b3.</summary>
public sealed class ResidualPeer<TLayers> : PeerDenoiser
    where TLayers : struct, ILayers
{
    private readonly MlpParameters _parameters;
    private readonly float[] _first, _second;

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public ResidualPeer(WeightSet weights, Alphabet alphabet)
        : this(new MlpParameters(weights, alphabet, layers: 3), alphabet)
    {
    }

    private ResidualPeer(MlpParameters parameters, Alphabet alphabet)
        : base("residual", alphabet, parameters.Slots, timesteps: 40)
    {
        _parameters = parameters;
        _first = new float[parameters.Hidden];
        _second = new float[parameters.Hidden];
    }

    public override IDenoiser Fork() => new ResidualPeer<TLayers>(_parameters, Alphabet);

    private protected override void PredictRow(ReadOnlySpan<byte> row, float time, Span<float> logits)
    {
        _parameters.FirstLayer<TLayers>(row, time, _first);                // [hidden]
        TLayers.Relu(_first);
        _parameters.Biases[1].CopyTo(_second);
        TLayers.AddProduct(_first, _parameters.Weights[1], _second);       // [hidden]
        TLayers.Relu(_second);
        TLayers.Add(_first, _second);
        _parameters.Biases[2].CopyTo(logits);
        TLayers.AddProduct(_second, _parameters.Weights[2], logits);       // [slots · symbols]
    }
}
