using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>A bar under each tile of a finished name: how well the letter fits, given all others. Like the ring of a tile, a full bar is a sure letter.</summary>
internal static class FitBars
{
    public static void Draw(PlayView view, Introspection introspection)
    {
        float height = view.Pixels(4);
        for (int slot = 0; slot < view.Layout.Slots; slot++)
        {
            if (!introspection.IsKnown(slot))
                continue;
            Box tile = view.Layout.Tiles[slot];
            Box track = new(tile.X + view.Pixels(8), tile.Bottom + view.Pixels(5), tile.Width - view.Pixels(16), height);
            Color voice = view.Board[slot].Origin == Origin.Forced ? view.Theme.Player : view.Theme.Denoiser;
            float share = Math.Clamp(introspection.Probability(slot), 0, 1);
            view.Canvas.Fill(track, height / 2, view.Theme.Raised);
            view.Canvas.Fill(track.Left(MathF.Max(height, track.Width * share)), height / 2, voice);
        }
    }
}
