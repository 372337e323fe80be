using Raylib_cs;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The line above the tiles: the game's constraints as the command line writes them. The player can write them there, too.</summary>
internal sealed class PatternField(PlayTable table)
{
    /// <summary>What an empty field proposes.</summary>
    public const string Invitation = "any name: write ma*, *beth, j__n, [^z]*";

    /// <summary>Right of a pattern whose place is not drawn yet.</summary>
    public const string Floats = "floats: the next step draws its place";

    /// <summary>What can be typed, while nothing is wrong.</summary>
    public const string Signs = "* letters, _ one, [aei] one of these, [^z]* no z. Enter sets it.";

    private const int Longest = 200;

    private readonly TextEntry _entry = new(Longest);
    private string _shown = "";
    private PlayGame? _game;
    private int _version, _cursor;

    /// <summary>The player is typing in it.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Why what is typed cannot be set; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>What the field shows.</summary>
    public string Text => IsOpen ? _entry.Text : Shown;

    /// <summary>The line for hints while the field is open.</summary>
    public string Line => Problem ?? Signs;

    private string Shown
    {
        get
        {
            if (_game != table.Game || _version != table.Game.Version)
                (_shown, _game, _version) = (table.PatternText, table.Game, table.Game.Version);
            return _shown;
        }
    }

    /// <summary>Begins to type, with the pattern of the game. No tile is picked meanwhile.</summary>
    public void Open()
    {
        if (IsOpen)
            return;
        _entry.Begin(Shown);
        _cursor = table.Game.Cursor;
        table.Game.MoveTo(-1);
        IsOpen = true;
        Check();
    }

    /// <summary>Ends the writing and leaves the game as it is, the cursor where it was.</summary>
    public void Leave()
    {
        if (IsOpen)
            table.Game.MoveTo(_cursor);
        Close();
    }

    /// <summary>Another game is shown, or the pattern is set.</summary>
    public void Close() => (IsOpen, Problem) = (false, null);

    /// <summary>Types what a player may; patterns have no blanks.</summary>
    public void Type(char character)
    {
        if (character != ' ')
            _entry.Type(character);
        Check();
    }

    /// <summary>A key while the field is open. Those that mean nothing here do nothing.</summary>
    public void Press(KeyboardKey key)
    {
        if (key == KeyboardKey.Escape)
            Leave();
        else if (key is KeyboardKey.Enter or KeyboardKey.KpEnter)
            Set();
        else if (_entry.Press(key))
            Check();
    }

    public void Draw(PlayView view, in Box box)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        canvas.Fill(box, view.Pixels(8), IsOpen ? theme.Raised : theme.Surface);
        if (IsOpen)
            canvas.Stroke(box, view.Pixels(8), view.Pixels(2), Problem is null ? theme.Text : theme.Player);
        Box inner = box.Inset(view.Pixels(12), 0);
        if (Text.Length == 0 && !IsOpen)
        {
            canvas.TextCentered(TextStyle.Hint, Invitation, inner, theme.Quiet);
            return;
        }
        float room = inner.Width;
        if (!IsOpen && view.Board.IsFloating)
        {
            canvas.TextRight(TextStyle.Hint, Floats, inner.Right, inner.Center.Y, theme.Quiet);
            room -= canvas.Measure(TextStyle.Hint, Floats) + view.Pixels(12);
        }
        DrawText(view, inner.Left(room));
    }

    /// <summary>The pattern, or as much of it as there is room for around the caret.</summary>
    private void DrawText(PlayView view, in Box room)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        ReadOnlySpan<char> text = Text;
        int caret = IsOpen ? _entry.Caret : 0, first = 0;
        while (first < caret && canvas.Measure(TextStyle.BodyStrong, text[first..caret]) > room.Width - view.Pixels(4))
            first++;
        text = text[first..];
        canvas.Text(TextStyle.BodyStrong, text[..canvas.Fonts.Typography.Fitting(TextStyle.BodyStrong, text, room.Width)], room.X, room.Center.Y, theme.Player);
        if (!IsOpen)
            return;
        float x = room.X + canvas.Measure(TextStyle.BodyStrong, text[..(caret - first)]), tall = view.Pixels(18);
        canvas.MarkFill(new Box(MathF.Round(x), MathF.Round(room.Center.Y - tall / 2), Math.Max(1, view.Pixels(2)), tall), 0, theme.Text);
    }

    private void Set()
    {
        if (_entry.Text == Shown || table.SetPattern(_entry.Text))
            Close();
    }

    private void Check() => Problem = table.ProblemOf(_entry.Text);
}
