using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The row of tiles, one per slot.</summary>
internal static class TileRow
{
    public static void Draw(RowView view)
    {
        for (int slot = 0; slot < view.Layout.Slots; slot++)
        {
            DrawTile(view, slot);
            if (slot == view.Target)
                DrawCursor(view, view.Layout.Tiles[slot]);
        }
    }

    private static void DrawTile(RowView view, int slot)
    {
        ref readonly TileMotion motion = ref view.Motions[slot];
        Box box = view.Layout.Tiles[slot];
        float progress = motion.Progress(view.Now), eased = Ease.OutCubic(progress);
        if (progress >= 1)
        {
            DrawFace(view, slot, motion.To, box, 1, 1);
            return;
        }
        switch (motion.Motion)
        {
            case Motion.Flip:
                float turn = MathF.Cos(eased * MathF.PI);
                DrawFace(view, slot, turn > 0 ? motion.From : motion.To, box, Math.Max(0.02f, Math.Abs(turn)), 1);
                break;
            case Motion.Drop:
                DrawFace(view, slot, motion.From, box, 1, 1 - eased);
                DrawFace(view, slot, motion.To, box.Offset(0, -(1 - eased) * box.Height * 0.3f), 1, eased);
                break;
            default:
                DrawFace(view, slot, motion.From, box, 1, 1 - eased);
                DrawFace(view, slot, motion.To, box, 1, eased);
                break;
        }
    }

    private static void DrawFace(RowView view, int slot, in TileFace face, in Box place, float turn, float alpha)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        Box box = place.Scaled(turn, 1);
        float radius = view.Layout.TileRadius;
        var painter = new TilePainter(canvas, theme, new TileStyle(radius, theme.Surface, Fog: 0.62f, End: 0.55f, Hatch: view.Pixels(10)));
        if (face.Kind == FaceKind.AfterEnd)
        {
            painter.AfterEnd(box, alpha);
            return;
        }

        canvas.Shadow(box.Offset(0, view.Pixels(4)), radius, view.Pixels(10), Theme.Fade(theme.Shadow, alpha));
        Color ink = theme.Text;
        switch (face.Kind)
        {
            case FaceKind.Masked:
                painter.Masked(box, slot, alpha);
                DrawGuess(view, slot, box, turn, alpha);
                break;
            case FaceKind.Revealed:
                painter.Revealed(box, face.Probability, view.Pixels(3), alpha);
                canvas.Stroke(box, radius, view.Pixels(1), Theme.Fade(theme.Line, alpha));
                break;
            case FaceKind.Forced:
                painter.Owned(box, theme.Player, 0.16f, view.Pixels(4), alpha);
                DrawPin(view, box, alpha);
                break;
        }
        if (face.Kind != FaceKind.Masked)
        {
            if (face.Letter == Alphabet.PadCharacter)
                canvas.TextCentered(EndStyle(view), "end", box, Theme.Fade(theme.Text, alpha * turn));
            else
                canvas.Letter(face.Letter, box, turn, 1, Theme.Fade(ink, alpha));
        }
        if (face.Restricted)
            DrawAllowed(view, slot, box, face.Kind == FaceKind.Masked, alpha * turn);
    }

    /// <summary>Narrow tiles (a long row in a small window) only have room for small text.</summary>
    private static TextStyle EndStyle(RowView view) =>
        view.Canvas.Measure(TextStyle.Fact, "end") > view.Layout.Tiles[0].Width - view.Pixels(4) ? TextStyle.Hint : TextStyle.Fact;

    /// <summary>A tile of a long row, which only has room for its letter.</summary>
    private static bool IsSmall(RowView view) => view.Layout.Tiles[0].Height < view.Pixels(60);

    /// <summary>A pin with a round head: the player's mark. On a small tile it sticks in the corner.</summary>
    private static void DrawPin(RowView view, in Box box, float alpha)
    {
        bool small = IsSmall(view);
        float size = view.Pixels(10), right = box.Right - view.Pixels(small ? 8 : 17), top = box.Y + view.Pixels(small ? -4 : 9);
        Color color = Theme.Fade(view.Theme.Player, alpha);
        view.Canvas.MarkFill(new Box(right, top, size, size), size / 2, color);
        view.Canvas.MarkFill(new Box(right + size / 2 - view.Pixels(1), top + size - view.Pixels(1), view.Pixels(2), view.Pixels(6)), 0, color);
    }

    /// <summary>The denoiser's guess, faint in the fog. The higher its entropy, the more it changes between letters.</summary>
    private static void DrawGuess(RowView view, int slot, in Box box, float turn, float alpha)
    {
        ReadOnlySpan<float> probabilities = view.Prediction.Probabilities(slot);
        float wavering = Math.Min(1, view.Prediction.Entropy(slot) / 2.6f) * view.Shimmer;
        double beat = view.Now / 0.32 + slot * 0.37;
        float phase = (float)(beat - Math.Floor(beat));
        float pick = CounterRandom.Bits(7, (int)Math.Floor(beat), slot) / (float)uint.MaxValue;
        byte guess = wavering > 0.08f ? Sampled(probabilities, pick) : Letters.Likeliest(probabilities);
        float strength = 0.34f + 0.36f * probabilities[guess];
        float visible = 1 - wavering * (1 - MathF.Sin(phase * MathF.PI));
        Color color = Theme.Fade(view.Theme.Text, strength * visible * alpha);
        if (guess == view.Board.Alphabet.Pad)
            view.Canvas.TextCentered(EndStyle(view), "end", box, color);
        else
            view.Canvas.Letter(view.Board.Alphabet.CharacterOf(guess), box, turn, 1, color);
    }

    private static byte Sampled(ReadOnlySpan<float> probabilities, float pick)
    {
        for (int symbol = 0; symbol < probabilities.Length; symbol++)
        {
            pick -= probabilities[symbol];
            if (pick < 0)
                return (byte)symbol;
        }
        return Letters.Likeliest(probabilities);
    }

    /// <summary>
    /// The allowed letters at the foot of the tile if they fit, else their number. Dots mark the tile too. A small tile has only dots, and so has a known letter, which
    /// reaches down to the foot.
    /// </summary>
    private static void DrawAllowed(RowView view, int slot, in Box box, bool isMasked, float alpha)
    {
        Board board = view.Board;
        SymbolSet set = board[slot].Allowed;
        Box strip = box.BottomPart(view.Pixels(22)).Inset(view.Pixels(4), view.Pixels(2)).Offset(0, -view.Pixels(3));
        view.Canvas.MarkDots(box.Inset(view.Pixels(3)), view.Layout.TileRadius - view.Pixels(3), view.Pixels(8), Theme.Fade(view.Theme.Player, 0.5f * alpha));
        if (IsSmall(view) || !isMasked)
            return;
        view.Canvas.MarkFill(strip, view.Pixels(8), Theme.Fade(view.Theme.Ground, 0.86f * alpha));
        Span<char> text = stackalloc char[16];
        ReadOnlySpan<char> allowed = Allowed(board, slot, text);
        if (view.Canvas.Measure(TextStyle.HintStrong, allowed) > strip.Width - view.Pixels(6))
            allowed = text.Write($"{set.Count} of {board.Unrestricted(slot).Count}");
        if (view.Canvas.Measure(TextStyle.HintStrong, allowed) > strip.Width - view.Pixels(2))
            allowed = text.Write($"{set.Count}");
        view.Canvas.TextCentered(TextStyle.HintStrong, allowed, strip, Theme.Fade(view.Theme.Player, alpha));
    }

    /// <summary>The letters of a slot's set; of a large one the missing letters, or their number.</summary>
    public static ReadOnlySpan<char> Allowed(scoped in Board board, int slot, Span<char> text)
    {
        SymbolSet set = board[slot].Allowed, missing = board.Unrestricted(slot) - set;
        bool isLarge = set.Count > 8;
        if (isLarge && missing.Count > 4)
            return text.Write($"{set.Count} left");
        int length = 0;
        if (isLarge)
            text[length++] = '−';
        for (ulong rest = (isLarge ? missing : set).Bits; rest != 0; rest &= rest - 1)
            text[length++] = board.Alphabet.CharacterOf(new SymbolSet(rest).First);
        return text[..length];
    }

    private static void DrawCursor(RowView view, in Box tile)
    {
        float grow = view.Pixels(4);
        view.Canvas.MarkStroke(tile.Inset(-grow), view.Layout.TileRadius + grow, view.Pixels(2), Theme.Fade(view.Theme.Text, 0.85f));
    }
}
