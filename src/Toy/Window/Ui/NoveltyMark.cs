using Raylib_cs;
using Unmask.Model.Text;

namespace Unmask.Toy.Window.Ui;

/// <summary>A small mark of what a name is. Colour is never the only difference: a ring is known, a disc real, a square new.</summary>
internal static class NoveltyMark
{
    public static void Draw(Canvas canvas, Theme theme, in Box mark, NoveltyKind kind, float alpha = 1)
    {
        Color color = Theme.Fade(ColorOf(theme, kind), alpha);
        if (kind == NoveltyKind.Known)
            canvas.MarkStroke(mark, mark.Width / 2, MathF.Round(2 * canvas.Unit), color);
        else
            canvas.MarkFill(mark, kind == NoveltyKind.Real ? mark.Width / 2 : 1, color);
    }

    public static Color ColorOf(Theme theme, NoveltyKind kind) => kind switch
    {
        NoveltyKind.Known => theme.Denoiser,
        NoveltyKind.Real => theme.Real,
        NoveltyKind.New => theme.Novel,
        _ => theme.Quiet,
    };

    /// <summary>Its name on the screen.</summary>
    public static string NameOf(NoveltyKind kind) => kind switch
    {
        NoveltyKind.Known => "known",
        NoveltyKind.Real => "real",
        NoveltyKind.New => "new",
        _ => "open",
    };
}
