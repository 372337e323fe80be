using System.Numerics;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The names that the player liked, in place of the facts.</summary>
internal sealed class ShelfCard
{
    /// <summary>The first visible row.</summary>
    private int _scrolled;

    /// <summary>It is shown instead of the facts.</summary>
    public bool IsOpen { get; private set; }

    public void Toggle() => (IsOpen, _scrolled) = (!IsOpen, 0);

    public void Close() => IsOpen = false;

    public void Scroll(int by, Shelf shelf) => _scrolled = Math.Clamp(_scrolled + by, 0, Math.Max(0, (shelf.Names.Count - 1) / PlayLayout.ShelfColumns));

    /// <summary>The index on the shelf of the name under a point; −1 if there is none.</summary>
    public int NameAt(PlayLayout layout, Vector2 point, Shelf shelf)
    {
        for (int cell = 0; IsOpen && cell < layout.ShelfCells; cell++)
        {
            int place = cell + _scrolled * PlayLayout.ShelfColumns;
            if (layout.ShelfCell(cell).Contains(point))
                return place < shelf.Names.Count ? place : -1;
        }
        return -1;
    }

    public void Draw(PlayView view)
    {
        (Canvas canvas, Theme theme, PlayLayout layout, Shelf shelf) = (view.Canvas, view.Theme, view.Layout, view.Table.Shelf);
        if (shelf.Names.Count == 0)
        {
            Box first = layout.ShelfCell(0);
            canvas.Text(TextStyle.Fact, "Your shelf is empty.", first.X, first.Center.Y, theme.Text);
            canvas.Text(TextStyle.Hint, "Finish a name and like it.", first.X, layout.ShelfCell(PlayLayout.ShelfColumns).Center.Y, theme.Quiet);
            return;
        }
        for (int cell = 0; cell < layout.ShelfCells; cell++)
        {
            int place = cell + _scrolled * PlayLayout.ShelfColumns;
            if (place >= shelf.Names.Count)
                return;
            Box box = layout.ShelfCell(cell);
            if (place == view.Pointer.Shelf)
                canvas.Fill(box, view.Pixels(6), theme.Raised);
            canvas.Text(TextStyle.Body, shelf.Names[place], box.X + view.Pixels(8), box.Center.Y, theme.Text);
        }
    }
}
