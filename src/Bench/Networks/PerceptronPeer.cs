using Unmask.Bench.Layers;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary>
/// <c>mlp</c> and <c>residual</c>: h = relu([onehot(row), t/T] · W1 + b1); <c>residual</c> has h += relu(h · W2 + b2) too; logits = h · W + b of the
/// last layer.
/// </summary>
internal sealed class PerceptronPeer<TLayers>(string architecture, PerceptronLayers layers, Alphabet alphabet)
    : PeerDenoiser(architecture, alphabet, layers.Slots, timesteps: 40)
    where TLayers : struct, ILayers
{
    private readonly float[] _hidden = new float[layers.Hidden], _next = new float[layers.Hidden];

    public override IDenoiser Fork() => new PerceptronPeer<TLayers>(Architecture, layers, Alphabet);

    private protected override void PredictRow(ReadOnlySpan<byte> row, float time, Span<float> logits) =>
        layers.Predict<TLayers>(row, time, _hidden, _next, logits);
}
