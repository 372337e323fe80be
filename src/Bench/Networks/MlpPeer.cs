using Unmask.Bench.Layers;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary><c>mlp</c>: logits = relu([onehot(row), t/T] · W1 + b1) · W2 + b2.</summary>
public sealed class MlpPeer<TLayers> : PeerDenoiser
    where TLayers : struct, ILayers
{
    private readonly MlpParameters _parameters;
    private readonly float[] _hidden;

    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    public MlpPeer(WeightSet weights, Alphabet alphabet)
        : this(new MlpParameters(weights, alphabet, layers: 2), alphabet)
    {
    }

    private MlpPeer(MlpParameters parameters, Alphabet alphabet)
        : base("mlp", alphabet, parameters.Slots, timesteps: 40)
    {
        _parameters = parameters;
        _hidden = new float[parameters.Hidden];
    }

    public override IDenoiser Fork() => new MlpPeer<TLayers>(_parameters, Alphabet);

    private protected override void PredictRow(ReadOnlySpan<byte> row, float time, Span<float> logits)
    {
        _parameters.FirstLayer<TLayers>(row, time, _hidden);               // [hidden]
        TLayers.Relu(_hidden);
        _parameters.Biases[1].CopyTo(logits);
        TLayers.AddProduct(_hidden, _parameters.Weights[1], logits);       // [slots · symbols]
    }
}
