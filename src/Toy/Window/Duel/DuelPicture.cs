using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play.Duel;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Duel;

/// <summary>Draws a duel.</summary>
internal readonly ref struct DuelPicture(Canvas canvas, Theme theme, DuelLayout layout, DuelGame game)
{
    /// <summary>The tile that a typed letter goes to; −1 if there is none.</summary>
    public int Cursor { get; init; }

    /// <summary>How new the last move is: 1 just now, 0 settled.</summary>
    public float Fresh { get; init; }

    public bool IsHintTaken { get; init; }

    public void Draw()
    {
        DrawSide(layout.Player, "you", game.PlayerPoints, theme.Player, game.IsPlayersTurn && !game.IsRoundOver);
        DrawSide(layout.Denoiser, "denoiser", game.DenoiserPoints, theme.Denoiser, !game.IsPlayersTurn && !game.IsRoundOver);
        DrawMiddle();
        if (!IsHintTaken)
            canvas.TextCentered(TextStyle.Body, "Place a letter each. A right one scores, a surprising one scores more.", layout.Rule, theme.Quiet);
        for (int slot = 0; slot < layout.Slots; slot++)
            DrawTile(slot);
        DrawMessage();
    }

    private void DrawSide(in Box box, string who, int points, Color color, bool isTurn)
    {
        canvas.Fill(box, layout.Shell.Pixels(12), theme.Surface);
        if (isTurn)
            canvas.Stroke(box, layout.Shell.Pixels(12), layout.Shell.Pixels(2), color);
        float left = box.X + layout.Shell.Pixels(20);
        canvas.Text(TextStyle.Body, who, left, box.Center.Y, color);
        Span<char> text = stackalloc char[16];
        canvas.TextRight(TextStyle.Title, text.Write($"{points}"), box.Right - layout.Shell.Pixels(20), box.Center.Y, theme.Text);
    }

    private void DrawMiddle()
    {
        Span<char> text = stackalloc char[48];
        Box upper = layout.Middle.Top(layout.Middle.Height / 2), lower = layout.Middle.BottomPart(layout.Middle.Height / 2);
        canvas.TextCentered(TextStyle.Fact, text.Write($"name {game.Round + 1} of {DuelGame.Rounds}"), upper, theme.Text);
        ReadOnlySpan<char> streak = game.Streak > 1 ? text.Write($"{game.Streak} right in a row") : game.BestStreak > 1 ? text.Write($"best streak {game.BestStreak}") : "";
        canvas.TextCentered(TextStyle.Hint, streak, lower, theme.Quiet);
    }

    private void DrawTile(int slot)
    {
        Box box = layout.Tiles[slot];
        float radius = layout.TileRadius;
        Board board = game.Board;
        var painter = new TilePainter(canvas, theme, new TileStyle(radius, theme.Surface, Fog: 0.62f, End: 0.55f, Hatch: layout.Shell.Pixels(10)));
        if (slot >= board.End)
        {
            painter.AfterEnd(box);
            return;
        }
        canvas.Shadow(box.Offset(0, layout.Shell.Pixels(4)), radius, layout.Shell.Pixels(10), theme.Shadow);
        if (board.IsMasked(slot))
        {
            painter.Masked(box, slot);
            if (slot == Cursor && game.IsPlayersTurn)
                canvas.MarkStroke(box.Inset(-layout.Shell.Pixels(4)), radius + layout.Shell.Pixels(4), layout.Shell.Pixels(2), theme.Text);
            return;
        }
        Owner owner = game.Owners[slot];
        Color edge = owner switch { Owner.Player => theme.Player, Owner.Denoiser => theme.Denoiser, _ => theme.Line };
        float tint = owner is Owner.Player or Owner.Denoiser ? 0.18f : 0;
        if (game.LastMove?.Slot == slot)
            tint += 0.5f * Fresh;
        painter.Owned(box, edge, tint, layout.Shell.Pixels(owner is Owner.Player ? 4 : 2));
        // Colour is never the only difference: the denoiser's letter has a ring, a missed one a bar below.
        if (owner == Owner.Denoiser)
            canvas.MarkArc(box, radius, layout.Shell.Pixels(4), 1, edge);
        canvas.Letter(board.Alphabet.CharacterOf(board[slot].Symbol), box, 1, 1, owner == Owner.Missed ? theme.Quiet : theme.Text);
        if (owner == Owner.Missed)
        {
            float line = layout.Shell.Pixels(3);
            canvas.MarkFill(new Box(box.X + box.Width / 4, box.Bottom - 3 * line, box.Width / 2, line), line / 2, theme.Quiet);
        }
    }

    private void DrawMessage()
    {
        Span<char> text = stackalloc char[128];
        canvas.TextCentered(TextStyle.Fact, Message(text), layout.Message, theme.Text);
    }

    /// <summary>The last move, or what to do, in one line.</summary>
    private ReadOnlySpan<char> Message(Span<char> text)
    {
        if (game.IsOver)
        {
            int ahead = game.PlayerPoints - game.DenoiserPoints;
            return ahead > 0 ? text.Write($"It was {game.HiddenName}. You win by {ahead}!")
                : ahead < 0 ? text.Write($"It was {game.HiddenName}. The denoiser wins by {-ahead}.")
                : text.Write($"It was {game.HiddenName}. A draw.");
        }
        if (game.LastMove is not { } move)
            return "Pick a tile and type a letter.";
        Alphabet alphabet = game.Board.Alphabet;
        ReadOnlySpan<char> who = move.IsPlayers ? "You" : "The denoiser";
        return move.IsRight
            ? text.Write($"{who} placed {alphabet.CharacterOf(move.Guess)}: {move.Points} {(move.Points == 1 ? "point" : "points")}, it had {move.Probability * 100:0}%.")
            : text.Write($"{who} tried {alphabet.CharacterOf(move.Guess)}, but it is {alphabet.CharacterOf(move.Truth)}.");
    }
}
