using Unmask.Bench.Layers;
using Unmask.Bench.Networks;
using Unmask.Bench.OnnxRuntime;
using Unmask.Model;
using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;

namespace Unmask.Bench;

/// <summary>The same denoiser, written in another way: what generated kernels are measured against.</summary>
public static class PeerCatalog
{
    /// <summary>The architectures that have peers, the smallest first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mlp", "residual", "transformer"];

    /// <summary>Plain scalar loops.</summary>
    /// <exception cref="WeightsException">There is no peer of this architecture, or the weights do not fit it.</exception>
    public static IDenoiser Loops(string architecture, Alphabet alphabet, WeightSet weights) =>
        Create<LoopLayers>(architecture, alphabet, weights);

    /// <summary><see cref="System.Numerics.Tensors.TensorPrimitives"/> on whole spans.</summary>
    /// <exception cref="WeightsException">There is no peer of this architecture, or the weights do not fit it.</exception>
    public static IDenoiser TensorPrimitives(string architecture, Alphabet alphabet, WeightSet weights) =>
        Create<TensorPrimitivesLayers>(architecture, alphabet, weights);

    /// <summary>ONNX Runtime on the exported model.</summary>
    /// <exception cref="WeightsException">The architecture cannot be exported, or the weights do not fit it.</exception>
    /// <exception cref="DllNotFoundException">ONNX Runtime's library is not here (<see cref="OnnxLibrary.IsHere"/>).</exception>
    public static OnnxRuntimeDenoiser OnnxRuntime(string architecture, Alphabet alphabet, WeightSet weights) =>
        new(OnnxModel.ToBytes(DenoiserCatalog.Find(architecture), alphabet, weights));

    private static PeerDenoiser Create<TLayers>(string architecture, Alphabet alphabet, WeightSet weights)
        where TLayers : struct, ILayers => architecture switch
        {
            "mlp" => new MlpPeer<TLayers>(weights, alphabet),
            "residual" => new ResidualPeer<TLayers>(weights, alphabet),
            "transformer" => new TransformerPeer<TLayers>(weights, alphabet),
            _ => throw new WeightsException($"there is no other implementation of '{architecture}' to compare with"),
        };
}
