using System.Numerics;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The names that the player liked, in the place of the facts.</summary>
internal static class ShelfCard
{
    /// <summary>The place on the shelf of the name under a point, −1 if there is none.</summary>
    public static int NameAt(PlayLayout layout, Vector2 point, int scrolled, int count)
    {
        for (int cell = 0; cell < layout.ShelfCells; cell++)
        {
            if (layout.ShelfCell(cell).Contains(point))
                return cell + scrolled * PlayLayout.ShelfColumns < count ? cell + scrolled * PlayLayout.ShelfColumns : -1;
        }
        return -1;
    }

    public static void Draw(PlayView view, Shelf shelf, int scrolled, int hovered)
    {
        (Canvas canvas, Theme theme, PlayLayout layout) = (view.Canvas, view.Theme, view.Layout);
        if (shelf.Names.Count == 0)
        {
            Box first = layout.ShelfCell(0);
            canvas.Text(TextStyle.Fact, "Your shelf is empty.", first.X, first.Center.Y, theme.Text);
            canvas.Text(TextStyle.Hint, "Finish a name and like it.", first.X, layout.ShelfCell(PlayLayout.ShelfColumns).Center.Y, theme.Quiet);
            return;
        }
        for (int cell = 0; cell < layout.ShelfCells; cell++)
        {
            int place = cell + scrolled * PlayLayout.ShelfColumns;
            if (place >= shelf.Names.Count)
                return;
            Box box = layout.ShelfCell(cell);
            if (place == hovered)
                canvas.Fill(box, view.Pixels(6), theme.Raised);
            canvas.Text(TextStyle.Body, shelf.Names[place], box.X + view.Pixels(8), box.Center.Y, theme.Text);
        }
    }
}
