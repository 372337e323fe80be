using Raylib_cs;

namespace Unmask.Toy.Window.Ui;

/// <summary>How a scene draws its tiles; lengths in pixels.</summary>
/// <param name="Radius">Of the corners.</param>
/// <param name="Ground">Colour of a tile without a letter.</param>
/// <param name="Fog">Opacity of the fog on a masked tile.</param>
/// <param name="End">Opacity of a tile after the end.</param>
/// <param name="Hatch">Distance of the lines on a tile after the end; 0 for none.</param>
internal readonly record struct TileStyle(float Radius, Color Ground, float Fog, float End, float Hatch);

/// <summary>Draws tiles up to their letters. Every scene has its own <see cref="TileStyle"/>, and adds marks of its own.</summary>
internal readonly ref struct TilePainter(Canvas canvas, Theme theme, TileStyle style)
{
    /// <summary>A slot behind the end of the name.</summary>
    public void AfterEnd(in Box box, float alpha = 1)
    {
        canvas.Fill(box, style.Radius, Theme.Fade(style.Ground, style.End * alpha));
        if (style.Hatch > 0)
            canvas.MarkHatch(box, style.Radius, style.Hatch, Theme.Fade(theme.Line, 0.55f * alpha));
    }

    /// <summary>A masked slot.</summary>
    /// <param name="box">Its place.</param>
    /// <param name="number">Picks its patch of fog.</param>
    /// <param name="alpha">Its opacity.</param>
    public void Masked(in Box box, int number, float alpha = 1)
    {
        canvas.Fill(box, style.Radius, Theme.Fade(style.Ground, alpha));
        canvas.Fog(box, style.Radius, number * 7 % 64, Theme.Fade(theme.Fog, style.Fog * alpha));
    }

    /// <summary>A letter that the denoiser revealed: the surer it was, the stronger the tint and the longer the arc.</summary>
    /// <param name="box">Its place.</param>
    /// <param name="probability">The probability that the letter had.</param>
    /// <param name="arc">Thickness of the arc.</param>
    /// <param name="alpha">Its opacity.</param>
    public void Revealed(in Box box, float probability, float arc, float alpha = 1)
    {
        canvas.Fill(box, style.Radius, Theme.Fade(Theme.Mix(theme.Raised, theme.Denoiser, 0.06f + 0.26f * probability), alpha));
        canvas.MarkArc(box, style.Radius, arc, probability, Theme.Fade(theme.Denoiser, alpha));
    }

    /// <summary>A letter with an edge in the colour of the one whose it is.</summary>
    /// <param name="box">Its place.</param>
    /// <param name="whose">The colour.</param>
    /// <param name="tint">The colour's share of the body.</param>
    /// <param name="edge">Thickness of the edge.</param>
    /// <param name="alpha">Its opacity.</param>
    public void Owned(in Box box, Color whose, float tint, float edge, float alpha = 1)
    {
        canvas.Fill(box, style.Radius, Theme.Fade(Theme.Mix(theme.Raised, whose, tint), alpha));
        canvas.MarkStroke(box, style.Radius, edge, Theme.Fade(whose, alpha));
    }
}
