using Unmask.Bench;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;

namespace Unmask.Toy.Play.Crowd;

/// <summary>The player's denoiser, computed by a chosen kind of kernels.</summary>
internal static class CrowdContender
{
    /// <exception cref="WeightsException">The denoiser has no implementation with these kernels.</exception>
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
