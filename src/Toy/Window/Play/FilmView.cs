using Unmask.Model.Diffusion;

namespace Unmask.Toy.Window.Play;

/// <summary>A row as the camera sees it: a board of the game, and the prediction that went with it.</summary>
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
