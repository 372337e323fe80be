using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>The letters and sets that a player has set, without what a denoiser has made of them.</summary>
internal static class Constraints
{
    /// <summary>A board of another denoiser with what was forced and allowed on this one; with nothing if it has another alphabet.</summary>
    /// <param name="from">The board that is played.</param>
    /// <param name="before">The denoiser that plays it.</param>
    /// <param name="denoiser">The one that is to go on.</param>
    public static Board CarryOver(in Board from, IDenoiser before, IDenoiser denoiser)
    {
        // An autoregressive denoiser has one way to make names, which is no way for the others.
        SamplerSettings settings = denoiser.IsCausal || before.IsCausal ? SamplerSettings.DefaultFor(denoiser) : from.Settings with { Steps = denoiser.Timesteps };
        return from.ConstraintsOnto(new Board(denoiser.Alphabet, denoiser.Slots, settings, from.Seed));
    }
}
