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

    /// <summary>The guess of the whole name that is being typed.</summary>
    public required NameGuess Guess { get; init; }

    /// <summary>What the control under the mouse does; null if there is none.</summary>
    public string? Hint { get; init; }

    public bool IsHintTaken { get; init; }

    public void Draw()
    {
        DrawSide(layout.Player, "you", game.PlayerPoints, theme.Player, game.IsPlayersTurn && !game.IsRoundOver);
        DrawSide(layout.Denoiser, "denoiser", game.DenoiserPoints, theme.Denoiser, !game.IsPlayersTurn && !game.IsRoundOver);
        DrawMiddle();
        if (!IsHintTaken)
        {
            Span<char> text = stackalloc char[128];
            canvas.TextCentered(TextStyle.Body, Hint ?? Rule(text), layout.Rule, theme.Quiet);
        }
        if (game.IsOver)
        {
            new DuelFinale(canvas, theme, layout, game).Draw();
            return;
        }
        for (int slot = 0; slot < layout.Slots; slot++)
            DrawTile(slot);
        DrawMessages();
    }

    /// <summary>What can be done now and what it pays.</summary>
    private ReadOnlySpan<char> Rule(Span<char> text)
    {
        if (game.IsRoundOver)
            return "";
        if (!game.IsPlayersTurn)
            return game.LastMove is { IsPlayers: true, IsRight: false } ? "A miss: the right letter is shown, and it is the denoiser's turn." : "The denoiser is thinking.";
        if (Guess.IsOpen)
            return text.Write($"The name, or what is missing of it, then Enter: {game.GuessPoints} points. One slip, and a letter is shown.");
        return Cursor < 0 ? "Pick a tile in fog and type a letter."
            : text.Write($"Type a letter here: right pays {game.LeastPoints(Cursor)} to {DuelGame.MostPoints}, the more the less the denoiser expects it.");
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
            if (Guess.At(slot) is { } typed)
            {
                canvas.MarkStroke(box, radius, layout.Shell.Pixels(2), theme.Player);
                canvas.Letter(board.Alphabet.CharacterOf(typed), box, 1, 1, theme.Player);
            }
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
            DrawMiss(box, slot);
        }
    }

    /// <summary>The letter that was tried, small and struck, in the colour of the one who missed.</summary>
    private void DrawMiss(in Box box, int slot)
    {
        if (game.MoveAt(slot) is not { } move)
            return;
        Color color = move.IsPlayers ? theme.Player : theme.Denoiser;
        Box corner = new(box.X + layout.Shell.Pixels(5), box.Y + layout.Shell.Pixels(4), layout.Shell.Pixels(18), layout.Shell.Pixels(18));
        ReadOnlySpan<char> tried = [game.Board.Alphabet.CharacterOf(move.Guess)];
        canvas.TextCentered(TextStyle.HintStrong, tried, corner, color);
        canvas.Line(new(corner.X + layout.Shell.Pixels(2), corner.Bottom - layout.Shell.Pixels(4)), new(corner.Right - layout.Shell.Pixels(2), corner.Y + layout.Shell.Pixels(4)), layout.Shell.Pixels(1), color);
    }

    /// <summary>Your last move and the denoiser's; after the last letter, what the name is.</summary>
    private void DrawMessages()
    {
        Span<char> text = stackalloc char[128];
        if (game.IsRoundOver)
        {
            if (game.LastMove is { } last)
                canvas.TextCentered(TextStyle.Body, MoveText(last, text), layout.Messages[0], theme.Quiet);
            canvas.TextCentered(TextStyle.Fact, game.Finished[^1].Story, layout.Messages[1], theme.Text);
            return;
        }
        if (game.LastMoveOf(player: true) is { } yours)
            canvas.TextCentered(TextStyle.Fact, MoveText(yours, text), layout.Messages[0], theme.Player);
        if (game.LastMoveOf(player: false) is { } its)
            canvas.TextCentered(TextStyle.Fact, MoveText(its, text), layout.Messages[1], theme.Denoiser);
    }

    private ReadOnlySpan<char> MoveText(in DuelMove move, Span<char> text)
    {
        Alphabet alphabet = game.Board.Alphabet;
        ReadOnlySpan<char> who = move.IsPlayers ? "You" : "The denoiser";
        if (move.IsWholeName)
        {
            return move.IsRight ? text.Write($"You said the whole name: {move.Points} points.")
                : text.Write($"Not that name: it has {alphabet.CharacterOf(move.Truth)}, not {alphabet.CharacterOf(move.Guess)}.");
        }
        return move.IsRight
            ? text.Write($"{who} placed {alphabet.CharacterOf(move.Guess)}: {move.Points} {(move.Points == 1 ? "point" : "points")}, it had {move.Probability * 100:0}%.")
            : text.Write($"{who} tried {alphabet.CharacterOf(move.Guess)}, but it is {alphabet.CharacterOf(move.Truth)}.");
    }
}
