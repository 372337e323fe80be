using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Model.Names;

namespace Unmask.Toy.Game;

/// <summary>What a window is opened with.</summary>
/// <param name="Denoiser">Plays the game; used by the window alone.</param>
/// <param name="Names">Looked up in when a name is finished; loaded on a worker, when first needed.</param>
/// <param name="Pattern">Constraints to begin with, already known to be valid for the denoiser; or null.</param>
/// <param name="Seed">The key of every random draw.</param>
/// <param name="Settings">Reveal order, steps and temperature to begin with.</param>
internal sealed record WindowOptions(IDenoiser Denoiser, Lazy<NameSet> Names, string? Pattern, ulong Seed, SamplerSettings Settings)
{
    /// <summary>Plays by itself for some seconds, prints frame times, and closes.</summary>
    public bool FrameReport { get; init; }

    /// <summary>Writes every board that is shown to standard error, for tests.</summary>
    public bool Trace { get; init; }

    public bool LightTheme { get; init; }

    public bool ReducedMotion { get; init; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    public Board Start()
    {
        var empty = new Board(Denoiser.Alphabet, Denoiser.Slots, Settings, Seed);
        return Pattern is null ? empty : Model.Diffusion.Pattern.Apply(Pattern, empty);
    }
}
