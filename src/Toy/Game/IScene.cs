using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game;

/// <summary>One scene of the game. Update turns input into state and draws nothing; Draw turns state into pixels and changes nothing.</summary>
internal interface IScene
{
    void Init(Canvas canvas);

    /// <summary>Something moves or has become due, so a frame must come without an event.</summary>
    bool NeedsFrame(double now);

    void Update(Input input, double now);

    void Draw();

    void Unload();
}
