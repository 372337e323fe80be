using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Model.Weights;

namespace Unmask.Toy.Game;

/// <summary>What a window is opened with.</summary>
/// <param name="Denoiser">Plays the game; used by the window alone.</param>
/// <param name="Start">The first board.</param>
internal sealed record WindowOptions(IDenoiser Denoiser, Board Start)
{
    /// <summary>Plays by itself for some seconds, prints frame times, and closes.</summary>
    public bool FrameReport { get; init; }

    /// <summary>Writes every board that is shown to standard error, for tests.</summary>
    public bool Trace { get; init; }

    /// <summary>What the denoiser is made of, if it is to be compared with other implementations.</summary>
    public WeightSet? Weights { get; init; }

    /// <summary>The scene that is shown first.</summary>
    public SceneKind Scene { get; init; }

    public bool LightTheme { get; init; }

    public bool ReducedMotion { get; init; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;
}
