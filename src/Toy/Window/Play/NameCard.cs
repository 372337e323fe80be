using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>A card with a row of tiles in its middle, to be shared as a picture. Lengths in pixels.</summary>
internal static class NameCard
{
    public const int Margin = 40, Height = 400;

    /// <summary>The upper edge of the tiles.</summary>
    public const int TilesTop = 88;

    private const int MostCodeLines = 3, CodeLine = 20;

    private const string HowToPlay = "Paste the code into Unmask, and the name plays again.";

    /// <summary>Draws all but the tiles.</summary>
    /// <param name="view">The row; it gives canvas and colours.</param>
    /// <param name="card">The place of the card.</param>
    /// <param name="words">What it says.</param>
    public static void Draw(RowView view, in Box card, CardWords words)
    {
        (Canvas canvas, Theme theme, Board board) = (view.Canvas, view.Theme, view.Board);
        Box inner = card.Inset(Margin, 0);
        canvas.Text(TextStyle.BodyStrong, "Unmask", inner.X, card.Y + 44, theme.Text);
        canvas.TextRight(TextStyle.Hint, words.Denoiser, inner.Right, card.Y + 44, theme.Quiet);
        float y = view.Layout.Tiles[0].Bottom + 52;
        if (!board.IsFinished || words.Title.Length == 0)
        {
            Span<char> text = stackalloc char[48];
            canvas.TextCentered(TextStyle.Fact, text.Write($"{board.Masked} of {board.Slots} still in the fog"), inner with { Y = y - 12, Height = 24 }, theme.Quiet);
            return;
        }
        canvas.TextCentered(TextStyle.Title, words.Title, inner with { Y = y - 16, Height = 32 }, theme.Text);
        DrawKind(view, inner, y + 40, words);
        DrawCode(canvas, theme, inner with { Y = y + 72, Height = card.Bottom - 24 - (y + 72) }, words.Code);
    }

    /// <summary>Known, real or new, and how many people bear it: centred as one.</summary>
    private static void DrawKind(RowView view, in Box inner, float y, CardWords words)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        string kind = NoveltyMark.NameOf(words.Kind);
        var color = NoveltyMark.ColorOf(theme, words.Kind);
        float badge = canvas.Measure(TextStyle.HintStrong, kind) + 20, gap = words.About.Length > 0 ? 12 : 0, width = badge + gap + canvas.Measure(TextStyle.Fact, words.About);
        var box = new Box(MathF.Round(inner.Center.X - width / 2), y - 12, MathF.Round(badge), 24);
        canvas.Fill(box, 12, Theme.Fade(color, 0.16f));
        canvas.Stroke(box, 12, 1, color);
        canvas.TextCentered(TextStyle.HintStrong, kind, box, color);
        canvas.Text(TextStyle.Fact, words.About, box.Right + gap, y, theme.Quiet);
    }

    private static void DrawCode(Canvas canvas, Theme theme, in Box room, string code)
    {
        if (code.Length == 0 || !HasRoom(canvas.Fonts.Typography, code, room.Width))
            return;
        float y = room.Y + CodeLine / 2;
        ReadOnlySpan<char> rest = code;
        for (int line = 0; line < MostCodeLines && rest.Length > 0; line++, y += CodeLine)
        {
            int fitting = canvas.Fonts.Typography.Fitting(TextStyle.Hint, rest, room.Width);
            canvas.TextCentered(TextStyle.Hint, rest[..fitting], room with { Y = y - CodeLine / 2, Height = CodeLine }, theme.Text);
            rest = rest[fitting..];
        }
        canvas.TextCentered(TextStyle.Hint, HowToPlay, room with { Y = room.Bottom - CodeLine, Height = CodeLine }, theme.Quiet);
    }

    /// <summary>A code that has room on a card of that width; a longer one would be cut, and is left out.</summary>
    private static bool HasRoom(Typography typography, ReadOnlySpan<char> code, float width)
    {
        for (int line = 0; line < MostCodeLines && code.Length > 0; line++)
            code = code[typography.Fitting(TextStyle.Hint, code, width)..];
        return code.IsEmpty;
    }
}
