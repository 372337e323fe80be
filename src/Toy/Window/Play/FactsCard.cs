using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The facts of a finished name; before that, a legend of the tiles' marks.</summary>
internal static class FactsCard
{
    /// <summary>What ring and bar of a tile say; both are fuller for a surer letter.</summary>
    public const string Legend = "ring: its chance · bar: how well it fits";

    public static void Draw(PlayView view, FinishedName finished)
    {
        Box inner = view.Layout.FactsInner.Inset(view.Pixels(8), 0);
        if (view.Game.Board.IsFinished && finished.Name.Length > 0)
            DrawName(view, finished, inner);
        else
            DrawLegend(view, inner);
    }

    private static void DrawName(PlayView view, FinishedName finished, in Box inner)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        float y = inner.Y + view.Pixels(16);
        // A word of 24 letters is wider than the card in large type.
        TextStyle style = canvas.Measure(TextStyle.Title, finished.Title) <= inner.Width ? TextStyle.Title : TextStyle.Fact;
        canvas.Text(style, finished.Title, inner.X, y, theme.Text);
        if (finished.Facts is not { } facts)
        {
            canvas.Text(TextStyle.Fact, "looking it up…", inner.X, y + view.Pixels(40), theme.Quiet);
            return;
        }

        y += view.Pixels(36);
        (string word, string meaning) = facts.Verdict;
        Color color = facts.Novelty.Kind switch
        {
            NoveltyKind.Known => theme.Denoiser,
            NoveltyKind.Real => theme.Real,
            NoveltyKind.Unknown => theme.Quiet,
            _ => theme.Novel,
        };
        float width = canvas.Measure(TextStyle.HintStrong, word) + view.Pixels(20), height = view.Pixels(24);
        var badge = new Box(inner.X, MathF.Round(y - height / 2), MathF.Round(width), height);
        canvas.Fill(badge, height / 2, Theme.Fade(color, 0.16f));
        canvas.Stroke(badge, height / 2, view.Pixels(1), color);
        canvas.TextCentered(TextStyle.HintStrong, word, badge, color);
        canvas.Text(TextStyle.Hint, meaning, badge.Right + view.Pixels(10), y, theme.Quiet);

        y += view.Pixels(32);
        // In a small window the lines stand closer, and then they are small.
        float step = MathF.Floor(Math.Min(view.Pixels(25), (inner.Bottom - view.Pixels(10) - y) / Math.Max(1, finished.Lines.Count - 1)));
        for (int i = 0; i < finished.Lines.Count; i++, y += step)
        {
            string line = finished.Lines[i];
            canvas.Text(step >= view.Pixels(20) && canvas.Measure(TextStyle.Fact, line) <= inner.Width ? TextStyle.Fact : TextStyle.Hint, line, inner.X, y, i == 0 ? theme.Text : theme.Quiet);
        }
        if (y + view.Pixels(8) <= inner.Bottom)
            canvas.Text(TextStyle.Hint, Legend, inner.X, inner.Bottom - view.Pixels(8), theme.Quiet);
    }

    private static void DrawLegend(PlayView view, Box inner)
    {
        (Canvas canvas, Theme theme) = (view.Canvas, view.Theme);
        Board board = view.Game.Board;
        float y = inner.Y + view.Pixels(12);
        Span<char> text = stackalloc char[48];
        canvas.Text(TextStyle.Fact, text.Write($"{board.Masked} of {board.Slots} still masked"), inner.X, y, theme.Text);

        y += view.Pixels(32);
        float step = MathF.Floor(Math.Min(view.Pixels(34), (inner.Bottom - view.Pixels(10) - y) / 4)), size = Math.Min(view.Pixels(24), step - view.Pixels(2));
        float x = inner.X + size + view.Pixels(14);
        Box fog = Swatch(0);
        canvas.Fill(fog, view.Pixels(7), theme.Ground);
        canvas.Fog(fog, view.Pixels(7), 3, Theme.Fade(theme.Fog, 0.7f));
        canvas.Text(TextStyle.Hint, "masked: click to reveal", x, fog.Center.Y, theme.Quiet);

        Box blue = Swatch(1);
        canvas.Fill(blue, view.Pixels(7), Theme.Mix(theme.Raised, theme.Denoiser, 0.25f));
        canvas.MarkArc(blue, view.Pixels(7), view.Pixels(2), 0.7f, theme.Denoiser);
        canvas.Text(TextStyle.Hint, "revealed: the ring is its chance", x, blue.Center.Y, theme.Quiet);

        Box orange = Swatch(2);
        canvas.Fill(orange, view.Pixels(7), Theme.Mix(theme.Raised, theme.Player, 0.16f));
        canvas.MarkStroke(orange, view.Pixels(7), view.Pixels(3), theme.Player);
        canvas.Text(TextStyle.Hint, "yours: type to force a letter", x, orange.Center.Y, theme.Quiet);

        Box dotted = Swatch(3);
        canvas.Fill(dotted, view.Pixels(7), theme.Ground);
        canvas.MarkDots(dotted, view.Pixels(7), view.Pixels(7), theme.Player);
        canvas.Text(TextStyle.Hint, "only some letters allowed", x, dotted.Center.Y, theme.Quiet);

        Box ended = Swatch(4);
        canvas.MarkHatch(ended, view.Pixels(7), view.Pixels(7), theme.Line);
        canvas.Text(TextStyle.Hint, "after the end of the name", x, ended.Center.Y, theme.Quiet);

        Box Swatch(int row) => new(inner.X, MathF.Round(y + row * step - size / 2), size, size);
    }
}
