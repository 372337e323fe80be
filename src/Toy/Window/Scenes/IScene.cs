using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Scenes;

/// <summary>
/// One scene of the game. Update turns input into state and draws nothing; Draw turns state into pixels and changes nothing. A scene that is not
/// shown gets neither.
/// </summary>
internal interface IScene : IDisposable
{
    /// <summary>The em of the scene's large letters in pixels, under the layout of now; the fonts are loaded for it.</summary>
    int TileText { get; }

    /// <summary>Letters that it shows beyond those of the denoiser in play.</summary>
    string Letters => "";

    /// <summary>What is shown, as <c>key=value</c> words for tests that read a window without looking at it.</summary>
    string Status => "";

    void Init(Canvas canvas);

    /// <summary>The scene is shown from now on.</summary>
    void Enter()
    {
    }

    /// <summary>Another scene is shown from now on.</summary>
    void Leave()
    {
    }

    /// <summary>Something moves or has become due, so a frame must come without an event.</summary>
    bool NeedsFrame(double now);

    void Update(Input input, double now);

    void Draw();

    /// <summary>The window closes: workers end, and what must not be lost is saved.</summary>
    void Unload();

    void IDisposable.Dispose() => Unload();
}
