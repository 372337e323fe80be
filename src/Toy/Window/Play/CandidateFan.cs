using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The candidates of the slot that is hovered or selected, likeliest first.</summary>
internal static class CandidateFan
{
    /// <summary>
    /// Fills <paramref name="fan"/> with the most probable symbols of a slot, allowed or not, so that the player can allow forbidden ones
    /// again. Empty for a known slot.
    /// </summary>
    /// <returns>The number of symbols.</returns>
    public static int Candidates(PlayGame game, int slot, Span<byte> fan)
    {
        if (slot < 0 || !game.Board.IsMasked(slot))
            return 0;
        SymbolSet all = slot == 0 ? game.Board.Alphabet.AllLetters : game.Board.Alphabet.Outputs;
        return game.Prediction.Rank(slot, all, fan[..Math.Min(fan.Length, PlayLayout.FanSize)]);
    }

    public static void Draw(PlayView view)
    {
        int slot = view.Pointer.Target;
        Span<byte> fan = stackalloc byte[PlayLayout.FanSize];
        int count = Candidates(view.Game, slot, fan);
        for (int i = 0; i < count; i++)
            DrawChip(view, view.Layout.Chip(slot, i, count), slot, fan[i], picked: i == view.Pointer.Chip);
        if (count == 0 && slot >= 0)
            DrawOrigin(view, slot);
    }

    private static void DrawChip(PlayView view, in Box chip, int slot, byte symbol, bool picked)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        Board board = view.Game.Board;
        bool gathered = slot == view.Pointer.GatheredSlot && view.Pointer.Gathered.Contains(symbol), allowed = board.Candidates(slot).Contains(symbol);
        float probability = view.Game.Prediction.Probabilities(slot)[symbol], radius = view.Pixels(8), bar = view.Pixels(4);
        canvas.Fill(chip, radius, picked ? theme.Raised : theme.Surface);
        if (picked || gathered)
            canvas.Stroke(chip, radius, view.Pixels(2), gathered ? theme.Player : Theme.Fade(theme.Text, 0.7f));
        Box track = chip.Inset(view.Pixels(8), 0).BottomPart(bar).Offset(0, -view.Pixels(7));
        canvas.Fill(track, bar / 2, theme.Line);
        canvas.Fill(track.Left(MathF.Max(bar, track.Width * probability)), bar / 2, allowed ? theme.Denoiser : theme.Line);

        float middle = chip.Y + view.Pixels(19);
        Color ink = allowed ? theme.Text : theme.Quiet;
        bool end = symbol == board.Alphabet.Pad;
        Span<char> text = stackalloc char[8];
        text[0] = board.Alphabet.CharacterOf(symbol);
        canvas.Text(end ? TextStyle.Hint : TextStyle.BodyStrong, end ? "end" : text[..1], track.X, middle, ink);
        canvas.TextRight(TextStyle.Hint, allowed ? text.Write($"{probability * 100:0}%") : "no", track.Right, middle, theme.Quiet);
    }

    /// <summary>The origin of a known letter.</summary>
    private static void DrawOrigin(PlayView view, int slot)
    {
        Board board = view.Game.Board;
        Span<char> text = stackalloc char[80];
        ReadOnlySpan<char> origin =
            board.IsAfterEnd(slot) ? "The name ends before this tile."
            : board[slot].Origin == Origin.Forced ? "Yours. Right click takes it back."
            : text.Write($"The denoiser's: it had {board[slot].Probability * 100:0}%. Right click takes it back.");
        float width = view.Canvas.Measure(TextStyle.Hint, origin);
        Box strip = view.Layout.Strip;
        float x = Math.Clamp(view.Layout.Tiles[slot].Center.X - width / 2, strip.X, Math.Max(strip.X, strip.Right - width));
        view.Canvas.Text(TextStyle.Hint, origin, x, strip.Center.Y, view.Theme.Quiet);
    }
}
