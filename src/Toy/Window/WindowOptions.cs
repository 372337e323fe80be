using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;

namespace Unmask.Toy.Window;

/// <summary>Options of a window.</summary>
/// <param name="Denoiser">The denoiser in play; used by the window only.</param>
/// <param name="Start">The first board.</param>
internal sealed record WindowOptions(IDenoiser Denoiser, Board Start)
{
    /// <summary>Measure frame times, print them, and close.</summary>
    public bool FrameReport { get; init; }

    /// <summary>Write every visible board to standard error, for tests.</summary>
    public bool Trace { get; init; }

    /// <summary>The denoiser's weights, for comparisons with other implementations; null if not available.</summary>
    public WeightSet? Weights { get; init; }

    /// <summary>The first scene.</summary>
    public SceneKind Scene { get; init; }

    /// <summary>The player's settings, shelf and scores.</summary>
    public Memory Memory { get; init; } = new();

    /// <summary>The denoisers that the player can choose from.</summary>
    public IReadOnlyList<DenoiserChoice> Denoisers { get; init; } = [];

    /// <summary>The clipboard for codes.</summary>
    public IClipboard Clipboard { get; init; } = new DesktopClipboard();

    /// <summary>Cancelled to close the window.</summary>
    public CancellationToken Stop { get; init; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;
}
