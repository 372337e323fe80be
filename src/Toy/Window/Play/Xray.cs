using System.Numerics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The distributions of all slots: a row per slot, a column per symbol.</summary>
internal static class Xray
{
    /// <summary>A smaller probability is not visible.</summary>
    private const float Faintest = 0.004f;

    public static void Draw(PlayView view)
    {
        (Canvas canvas, Theme theme, PlayLayout layout) = (view.Canvas, view.Theme, view.Layout);
        Board board = view.Game.Board;
        canvas.Fill(layout.Xray, view.Pixels(12), theme.Surface);
        DrawHeads(view, board);
        int rows = Math.Min(board.End + 1, layout.Slots);
        for (int slot = 0; slot < rows; slot++)
            DrawRow(view, board, slot);
        if (rows < layout.Slots)
        {
            float top = layout.Cell(rows, 0).Y;
            Box ended = layout.XrayCells with { Y = top, Height = layout.XrayCells.Bottom - top };
            canvas.MarkHatch(ended.Inset(layout.Unit), view.Pixels(3), view.Pixels(10), Theme.Fade(theme.Line, 0.4f));
        }
        for (ulong rest = view.Pointer.GatheredSlot >= 0 ? view.Pointer.Gathered.Bits : 0; rest != 0; rest &= rest - 1)
            canvas.MarkStroke(layout.Cell(view.Pointer.GatheredSlot, new SymbolSet(rest).First), view.Pixels(3), view.Pixels(2), theme.Player);
        if (view.Pointer.OverCell)
            canvas.MarkStroke(layout.Cell(view.Pointer.CellSlot, view.Pointer.CellSymbol), view.Pixels(3), view.Pixels(2), theme.Player);
    }

    /// <summary>The cell under the mouse in one line, and what a click there does.</summary>
    public static ReadOnlySpan<char> Line(PlayView view, Span<char> text)
    {
        Board board = view.Board;
        (int slot, byte symbol) = (view.Pointer.CellSlot, (byte)view.Pointer.CellSymbol);
        if (board.IsAfterEnd(slot))
            return "The name ends before this tile.";
        bool ends = symbol == board.Alphabet.Pad, isHere = board[slot].Symbol == symbol && !board.IsMasked(slot);
        Span<char> name = stackalloc char[24];
        ReadOnlySpan<char> what = ends ? name.Write($"The end at tile {slot + 1}") : name.Write($"{board.Alphabet.CharacterOf(symbol)} in tile {slot + 1}");
        if (isHere && board[slot].Origin == Origin.Forced)
            return text.Write($"{what}: yours. Right click on the tile takes it back.");
        if (isHere)
            return text.Write($"{what}: the denoiser's, it had {board[slot].Probability * 100:0.#}%. Click to make it yours.");
        float p = view.Prediction.Probabilities(slot)[symbol];
        return text.Write($"{what}: {p * 100:0.#}%. Click forces it, Shift gathers, Alt forbids.");
    }

    /// <summary>What a click on the letter over a column does.</summary>
    public static ReadOnlySpan<char> HeadLine(PlayView view, Span<char> text)
    {
        Board board = view.Board;
        byte symbol = (byte)view.Pointer.Head;
        Span<char> name = stackalloc char[8];
        ReadOnlySpan<char> what = symbol == board.Alphabet.Pad ? "An end" : name.Write($"{board.Alphabet.CharacterOf(symbol)}");
        return IsRuledOut(board, symbol)
            ? text.Write($"{what} is ruled out in the whole row.")
            : text.Write($"{what} in any tile: click forbids it in the whole row.");
    }

    /// <summary>The player allows the symbol nowhere.</summary>
    private static bool IsRuledOut(in Board board, byte symbol)
    {
        bool isAllowed = false;
        for (int slot = 0; slot < board.Slots; slot++)
            isAllowed |= board[slot].Allowed.Contains(symbol);
        return !isAllowed;
    }

    private static void DrawRow(PlayView view, in Board board, int slot)
    {
        ReadOnlySpan<float> probabilities = view.Game.Prediction.Probabilities(slot);
        Color voice = board[slot].Origin == Origin.Forced ? view.Theme.Player : view.Theme.Denoiser;
        if (slot == view.Pointer.Target)
            view.Canvas.Fill(Row(view.Layout, slot), 0, Theme.Fade(view.Theme.Raised, 0.8f));
        for (int symbol = 0; symbol < view.Layout.Outputs; symbol++)
        {
            float p = probabilities[symbol];
            if (p < Faintest)
                continue;
            // The square root keeps small probabilities visible.
            view.Canvas.Fill(view.Layout.Cell(slot, symbol).Inset(view.Layout.Unit), view.Pixels(3), Theme.Fade(voice, MathF.Sqrt(p)));
        }
    }

    private static void DrawHeads(PlayView view, in Board board)
    {
        (Canvas canvas, Theme theme, PlayLayout layout) = (view.Canvas, view.Theme, view.Layout);
        float middle = layout.XrayCells.Y - view.Pixels(13);
        Span<char> text = stackalloc char[4];
        // For a large alphabet, only every n-th letter has a head, and the letter under the mouse.
        int every = Math.Max(1, (int)MathF.Ceiling(canvas.Measure(TextStyle.Hint, "m") / layout.Cell(0, 0).Width));
        int under = view.Pointer.OverCell ? view.Pointer.CellSymbol : view.Pointer.Head;
        for (int symbol = 0; symbol < layout.Outputs; symbol++)
        {
            bool over = under == symbol, end = symbol == board.Alphabet.Pad;
            bool crowded = symbol % every != 0 || symbol > board.Alphabet.Pad - every
                || under >= 0 && Math.Abs(under - symbol) < every;
            if (crowded && !over && !end)
                continue;
            Box cell = layout.Cell(0, symbol);
            text[0] = board.Alphabet.CharacterOf((byte)symbol);
            ReadOnlySpan<char> head = end ? "end" : text[..1];
            float width = canvas.Measure(TextStyle.Hint, head), left = cell.Center.X - width / 2;
            canvas.Text(over ? TextStyle.HintStrong : TextStyle.Hint, head, left, middle, over ? theme.Text : theme.Quiet);
            if (IsRuledOut(board, (byte)symbol))
                canvas.Line(new Vector2(left - view.Pixels(2), middle), new Vector2(left + width + view.Pixels(2), middle), view.Pixels(2), theme.Player);
        }
        // Likewise the slots of a long row.
        int pointed = view.Pointer.OverCell ? view.Pointer.CellSlot : view.Pointer.Target, apart = Math.Max(1, (int)MathF.Ceiling(view.Pixels(13) / layout.Cell(0, 0).Height));
        for (int slot = 0; slot < layout.Slots; slot++)
        {
            bool over = slot == pointed;
            if (!over && (slot % apart != 0 || pointed >= 0 && Math.Abs(pointed - slot) < apart))
                continue;
            canvas.TextRight(over ? TextStyle.HintStrong : TextStyle.Hint, text.Write($"{slot + 1}"), layout.XrayCells.X - view.Pixels(8), layout.Cell(slot, 0).Center.Y, over ? theme.Text : theme.Quiet);
        }
    }

    private static Box Row(PlayLayout layout, int slot)
    {
        Box first = layout.Cell(slot, 0);
        return new Box(first.X, first.Y, layout.XrayCells.Width, first.Height);
    }
}
