using Unmask.Bench;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Play.Crowd;

/// <summary>A denoiser as one kind of kernels computes it.</summary>
internal static class CrowdContender
{
    /// <exception cref="WeightsException">There is no other implementation of this denoiser.</exception>
    public static IDenoiser Create(KernelChoice kernels, IDenoiser denoiser, WeightSet? weights)
    {
        if (kernels == KernelChoice.Generated)
            return denoiser.Fork();
        if (weights is null)
            throw new WeightsException($"there is no other implementation of '{denoiser.Architecture}'");
        Peer peer = PeerCatalog.Find(denoiser.Architecture);
        return kernels == KernelChoice.Loops ? peer.Loops(weights, denoiser.Alphabet) : peer.TensorPrimitives(weights, denoiser.Alphabet);
    }
}
