using System.Numerics;
using Raylib_cs;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The names that the player liked, in place of the facts: played again, taken off, put back.</summary>
internal sealed class ShelfCard(PlayTable table)
{
    /// <summary>What is said of a name under the mouse, or of one that the keyboard has picked.</summary>
    public static readonly string[] Lines =
    [
        "Click plays its game again. Right click takes it off.", "Enter plays its game again. Delete takes it off.",
        "Click puts it on the row. Right click takes it off.", "Enter puts it on the row. Delete takes it off.",
        "You took this off. Click puts it back.", "You took this off. Enter puts it back.",
    ];

    /// <summary>The first visible row.</summary>
    private int _scrolled;

    /// <summary>The keyboard has picked the name.</summary>
    private bool _byKeys;

    private IReadOnlyList<ShelfEntry>? _spelled;
    private string _letters = "";

    /// <summary>It is shown instead of the facts.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The index of the name under the mouse, or of the one that the keyboard has picked; −1 if there is none.</summary>
    public int Picked { get; private set; } = -1;

    /// <summary>What can be done with the picked name; null if there is none.</summary>
    public string? Line => Entry is not { } entry ? null : Lines[(entry.IsOff ? 4 : entry.Kept.Game is null ? 2 : 0) + (_byKeys ? 1 : 0)];

    /// <summary>Every letter that it shows.</summary>
    public string Letters
    {
        get
        {
            if (!IsOpen)
                return "";
            if (_spelled != table.Shelf.Entries)
                (_spelled, _letters) = (table.Shelf.Entries, string.Concat(table.Shelf.Entries.SelectMany(entry => entry.Kept.Name).Distinct()));
            return _letters;
        }
    }

    private ShelfEntry? Entry => Picked >= 0 && table.Shelf.Entries is var entries && Picked < entries.Count ? entries[Picked] : null;

    /// <summary>Opens it with its first name picked, or closes it.</summary>
    public void Toggle()
    {
        if (IsOpen)
        {
            Close();
            return;
        }
        (IsOpen, _scrolled) = (true, 0);
        Pick(0);
    }

    public void Close() => (IsOpen, Picked) = (false, -1);

    /// <summary>The keyboard is meant for something else.</summary>
    public void Unpick() => Picked = -1;

    /// <summary>Follows the mouse.</summary>
    public void Update(Input input, PlayLayout layout)
    {
        if (!IsOpen)
            return;
        if (input.Wheel != 0 && layout.Facts.Contains(input.Mouse))
            _scrolled = Math.Clamp(_scrolled - input.Wheel, 0, Math.Max(0, (table.Shelf.Entries.Count - 1) / PlayLayout.ShelfColumns));
        if (input.MouseMoved || input.Wheel != 0 || input.LeftPressed || input.RightPressed)
            (Picked, _byKeys) = (PlaceAt(layout, input.Mouse), false);
        if (input.LeftPressed)
            Play();
        else if (input.RightPressed)
            TakeOff();
    }

    /// <summary>A key while a name is picked.</summary>
    /// <returns>False if it is meant for something else.</returns>
    public bool Press(KeyboardKey key, PlayLayout layout)
    {
        if (Picked < 0)
            return false;
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                Pick(Picked + (key == KeyboardKey.Right ? 1 : -1), layout);
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                Pick(Picked + (key == KeyboardKey.Down ? 1 : -1) * PlayLayout.ShelfColumns, layout);
                break;
            case KeyboardKey.Home or KeyboardKey.End:
                Pick(key == KeyboardKey.Home ? 0 : table.Shelf.Entries.Count - 1, layout);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter:
                Play();
                break;
            case KeyboardKey.Delete or KeyboardKey.Backspace:
                TakeOff();
                break;
            case KeyboardKey.Escape:
                Close();
                break;
            // A modifier alone means nothing yet.
            case >= KeyboardKey.LeftShift and <= KeyboardKey.RightSuper:
                return false;
            default:
                Unpick();
                return false;
        }
        return true;
    }

    public void Draw(PlayView view)
    {
        (Canvas canvas, Theme theme, PlayLayout layout) = (view.Canvas, view.Theme, view.Layout);
        IReadOnlyList<ShelfEntry> entries = table.Shelf.Entries;
        if (entries.Count == 0)
        {
            Box first = layout.ShelfCell(0);
            canvas.Text(TextStyle.Fact, "Your shelf is empty.", first.X, first.Center.Y, theme.Text);
            canvas.Text(TextStyle.Hint, "Finish a name and like it.", first.X, layout.ShelfCell(PlayLayout.ShelfColumns).Center.Y, theme.Quiet);
            return;
        }
        for (int cell = 0; cell < layout.ShelfCells; cell++)
        {
            int place = cell + _scrolled * PlayLayout.ShelfColumns;
            if (place < entries.Count)
                DrawEntry(view, layout.ShelfCell(cell), entries[place], place == Picked);
        }
    }

    private static void DrawEntry(PlayView view, in Box cell, ShelfEntry entry, bool isPicked)
    {
        (Canvas canvas, Theme theme, Box box) = (view.Canvas, view.Theme, cell.Inset(view.Pixels(1)));
        if (isPicked)
        {
            canvas.Fill(box, view.Pixels(6), theme.Raised);
            canvas.Stroke(box, view.Pixels(6), view.Pixels(2), Theme.Fade(theme.Text, 0.7f));
        }
        // A bead, as on the timeline: its game is kept.
        float bead = view.Pixels(8);
        Box mark = new(box.Right - view.Pixels(8) - bead, MathF.Round(box.Center.Y - bead / 2), bead, bead);
        string name = entry.Kept.Name;
        float left = box.X + view.Pixels(8), room = mark.X - view.Pixels(4) - left;
        int fitting = canvas.Fonts.Typography.Fitting(TextStyle.Body, name, room);
        canvas.Text(TextStyle.Body, name.AsSpan(0, fitting), left, box.Center.Y, entry.IsOff ? theme.Quiet : theme.Text);
        if (entry.Kept.Game is not null)
            canvas.MarkFill(mark, bead / 2, entry.IsOff ? theme.Line : theme.Denoiser);
        if (entry.IsOff)
            canvas.Line(new Vector2(left, box.Center.Y), new Vector2(left + canvas.Measure(TextStyle.Body, name.AsSpan(0, fitting)), box.Center.Y), view.Pixels(1), theme.Quiet);
    }

    private int PlaceAt(PlayLayout layout, Vector2 point)
    {
        for (int cell = 0; cell < layout.ShelfCells; cell++)
        {
            int place = cell + _scrolled * PlayLayout.ShelfColumns;
            if (layout.ShelfCell(cell).Contains(point))
                return place < table.Shelf.Entries.Count ? place : -1;
        }
        return -1;
    }

    private void Pick(int place) => (Picked, _byKeys) = (Math.Min(Math.Max(place, 0), table.Shelf.Entries.Count - 1), true);

    /// <summary>Picks a name and scrolls to it.</summary>
    private void Pick(int place, PlayLayout layout)
    {
        Pick(place);
        int row = Picked / PlayLayout.ShelfColumns, rows = layout.ShelfCells / PlayLayout.ShelfColumns;
        _scrolled = Math.Clamp(_scrolled, Math.Max(0, row - rows + 1), row);
    }

    /// <summary>Plays the picked name, as it was made; or puts it back.</summary>
    private void Play()
    {
        if (Entry is not { } entry)
            return;
        if (entry.IsOff)
        {
            table.Shelf.Toggle(entry);
            return;
        }
        if (!table.Shelf.Take(entry.Kept))
            return;
        Close();
        table.Game.Watch();
    }

    private void TakeOff()
    {
        if (Entry is not { } entry)
            return;
        table.Shelf.Toggle(entry);
        Picked = Math.Min(Picked, table.Shelf.Entries.Count - 1);
    }
}
