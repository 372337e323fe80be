using Unmask.Model.Diffusion;

namespace Unmask.Toy.Window.Play;

/// <summary>The row that the camera films: a board of the game, and the prediction for it.</summary>
internal sealed class FilmView(Prediction prediction) : RowView
{
    private Board _board;

    public override Board Board => _board;

    public override Prediction Prediction => prediction;

    public void Show(in Board next)
    {
        _board = next;
        prediction.Update(next);
    }
}
