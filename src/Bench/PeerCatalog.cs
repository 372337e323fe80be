using Unmask.Bench.Layers;
using Unmask.Bench.Networks;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench;

/// <summary>An architecture that is also written in other ways: what its generated kernels are measured against.</summary>
/// <param name="Architecture">The architecture's name.</param>
/// <param name="Loops">Makes the denoiser of plain scalar loops.</param>
/// <param name="TensorPrimitives">Makes the denoiser of <see cref="System.Numerics.Tensors.TensorPrimitives"/> on whole spans.</param>
/// <param name="Work">Counts what a call for rows [n, slots] cannot do without.</param>
public sealed record Peer(string Architecture, Peer.Maker Loops, Peer.Maker TensorPrimitives, Peer.WorkCounter Work)
{
    /// <exception cref="WeightsException">A tensor is missing, has another shape, or is not finite.</exception>
    /// <exception cref="ArgumentException">The weights are for an alphabet with another number of symbols.</exception>
    public delegate IDenoiser Maker(WeightSet weights, Alphabet alphabet);

    /// <inheritdoc cref="Maker"/>
    public delegate DenoiserWork WorkCounter(WeightSet weights, Alphabet alphabet, ReadOnlySpan<byte> rows, float time);
}

/// <summary>Every architecture that has peers, and ONNX Runtime, which runs them all.</summary>
public static class PeerCatalog
{
    /// <summary>The smallest first.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        Perceptron("mlp", hidden: 1),
        Perceptron("residual", hidden: 2),
        new(
            "transformer",
            (weights, alphabet) => new TransformerPeer<LoopLayers>(TransformerPeer.Read(weights, alphabet), alphabet),
            (weights, alphabet) => new TransformerPeer<TensorPrimitivesLayers>(TransformerPeer.Read(weights, alphabet), alphabet),
            (weights, alphabet, rows, _) => TransformerPeer.Work(TransformerPeer.Read(weights, alphabet), rows.Length)),
    ];

    /// <summary>The peers of an architecture.</summary>
    /// <exception cref="WeightsException">It has none.</exception>
    public static Peer Find(string architecture) => All.FirstOrDefault(peer => peer.Architecture == architecture)
        ?? throw new WeightsException($"there is no other implementation of '{architecture}' to compare with");

    /// <summary>ONNX Runtime on the exported model.</summary>
    /// <exception cref="WeightsException">The architecture cannot be exported, or the weights do not fit it.</exception>
    /// <exception cref="DllNotFoundException">ONNX Runtime's library is not installed (<see cref="OnnxLibrary.IsHere"/>).</exception>
    public static OnnxRuntimeDenoiser OnnxRuntime(string architecture, Alphabet alphabet, WeightSet weights) =>
        new(OnnxModel.ToBytes(DenoiserCatalog.Find(architecture), alphabet, weights));

    private static Peer Perceptron(string architecture, int hidden) => new(
        architecture,
        (weights, alphabet) => new PerceptronPeer<LoopLayers>(architecture, new(weights, alphabet, hidden), alphabet),
        (weights, alphabet) => new PerceptronPeer<TensorPrimitivesLayers>(architecture, new(weights, alphabet, hidden), alphabet),
        (weights, alphabet, rows, time) => new PerceptronLayers(weights, alphabet, hidden).Work(rows, time));
}
