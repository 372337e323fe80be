using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Scenes;

/// <summary>
/// One scene of the game. Update turns input into state and draws nothing; Draw turns state into pixels and changes nothing. A scene that is not
/// shown gets neither.
/// </summary>
internal interface IScene : IDisposable
{
    /// <summary>The em of the scene's large letters in pixels, in the current layout; fonts are loaded at this size.</summary>
    int TileText { get; }

    /// <summary>The place of the scene's hint. A notice takes it for some seconds, so that it covers nothing else.</summary>
    Box HintPlace { get; }

    /// <summary>Letters that it shows beyond those of the current denoiser.</summary>
    string Letters => "";

    /// <summary>The scene's state as <c>key=value</c> words, for tests that do not look at the window.</summary>
    string Status => "";

    /// <summary>The scene is shown from now on.</summary>
    void Enter()
    {
    }

    /// <summary>Another scene is shown from now on.</summary>
    void Leave()
    {
    }

    /// <summary>Something moves or is due, so a frame is needed without an event.</summary>
    bool NeedsFrame(double now);

    void Update(Input input, double now);

    void Draw();

    /// <summary>The window closes: ends workers and saves unsaved work.</summary>
    void Unload()
    {
    }

    void IDisposable.Dispose() => Unload();
}
