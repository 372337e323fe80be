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
        var board = new Board(denoiser.Alphabet, denoiser.Slots, settings, from.Seed);
        if (!from.Alphabet.Equals(denoiser.Alphabet))
            return board;
        for (int slot = 0; slot < Math.Min(from.Slots, board.Slots); slot++)
        {
            if (from[slot].Origin == Origin.Forced && board.TryForce(slot, from[slot].Symbol, out Board forced, out _))
                board = forced;
            else if (from.IsMasked(slot) && from.IsRestricted(slot) && board.TryRestrict(slot, from[slot].Allowed, out Board restricted, out _))
                board = restricted;
        }
        return board;
    }
}
