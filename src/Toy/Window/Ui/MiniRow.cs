using Unmask.Model.Diffusion;

namespace Unmask.Toy.Window.Ui;

/// <summary>A whole row in one line, for scenes that show many: like the large tiles, with less detail.</summary>
internal static class MiniRow
{
    /// <summary>The place of one slot in a row's box.</summary>
    public static Box Tile(in Box row, int slot, int slots)
    {
        float pitch = row.Width / slots, left = MathF.Round(row.X + pitch * slot);
        float gap = pitch > 20 ? MathF.Round(pitch * 0.1f) : 1;
        return new Box(left, row.Y, MathF.Round(row.X + pitch * (slot + 1)) - left - gap, row.Height);
    }

    /// <param name="canvas">The target.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="row">The place of all tiles.</param>
    /// <param name="board">The board to show.</param>
    /// <param name="alpha">Opacity of the tiles; below 1 their letters are faint, but readable.</param>
    /// <param name="fresh">How new the letters of the last move are: 1 just now, 0 settled.</param>
    public static void Draw(Canvas canvas, Theme theme, in Box row, in Board board, float alpha = 1, float fresh = 0)
    {
        int end = board.End;
        for (int slot = 0; slot < board.Slots; slot++)
        {
            Box box = Tile(row, slot, board.Slots);
            float radius = MathF.Round(MathF.Min(box.Width, box.Height) / 5);
            var painter = new TilePainter(canvas, theme, new TileStyle(radius, theme.Surface, Fog: 0.55f, End: 0.5f, Hatch: 0));
            if (slot >= end)
            {
                painter.AfterEnd(box, alpha);
                continue;
            }
            Slot state = board[slot];
            if (state.Origin == Origin.Masked)
            {
                painter.Masked(box, slot, alpha);
                continue;
            }
            bool forced = state.Origin == Origin.Forced;
            float tint = forced ? 0.2f : 0.1f + 0.26f * state.Probability, edge = MathF.Max(1, MathF.Round(MathF.Min(box.Width, box.Height) / 12));
            canvas.Fill(box, radius, Theme.Fade(Theme.Mix(theme.Raised, forced ? theme.Player : theme.Denoiser, tint), alpha));
            if (forced)
                canvas.MarkStroke(box, radius, edge, Theme.Fade(theme.Player, alpha));
            else if (state.Move == board.Moves)
                canvas.MarkStroke(box, radius, edge, Theme.Fade(theme.Denoiser, fresh * alpha));
            ReadOnlySpan<char> letter = [board.Alphabet.CharacterOf(state.Symbol)];
            canvas.TextCentered(TextStyle.HintStrong, letter, box, alpha < 1 ? theme.Quiet : theme.Text);
        }
    }
}
