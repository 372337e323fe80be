using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game;

/// <summary>Holds a tab's place until its scene is there.</summary>
internal sealed class PendingScene(Stage stage, string title) : IScene
{
    private Canvas canvas = null!;

    public int TileText => (int)stage.Layout.Pixels(56);

    public void Init(Canvas canvas) => this.canvas = canvas;

    public bool NeedsFrame(double now) => false;

    public void Update(Input input, double now)
    {
    }

    public void Draw() => canvas.TextCentered(TextStyle.Title, title, stage.Layout.Body, stage.Theme.Quiet);

    public void Unload()
    {
    }
}
