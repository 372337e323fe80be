using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Platform;

namespace Unmask.Toy.Window;

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

    /// <summary>What is remembered from one start to the next; theme, sound and manners among it.</summary>
    public Memory Memory { get; init; } = new();

    /// <summary>The denoisers that the player can choose from.</summary>
    public IReadOnlyList<DenoiserChoice> Denoisers { get; init; } = [];

    /// <summary>Where codes are copied to and pasted from.</summary>
    public IClipboard Clipboard { get; init; } = new DesktopClipboard();

    /// <summary>Cancelled when the window should close by itself.</summary>
    public CancellationToken Stop { get; init; }

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;
}
