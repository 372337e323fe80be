using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Platform;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>Films a game without an open window: without a display if raylib supports that, else in a hidden window.</summary>
internal static class FilmStudio
{
    /// <param name="denoiser">Used by the studio only.</param>
    /// <param name="boards">Oldest first; at least one.</param>
    /// <param name="words">What the card at its end says.</param>
    /// <param name="film">The film; null if it failed.</param>
    /// <param name="problem">Why it failed, in one line.</param>
    public static bool TryFilm(IDenoiser denoiser, IReadOnlyList<Board> boards, CardWords words, out Film? film, out string? problem)
    {
        film = null;
        if (FontSearch.Find(denoiser.Alphabet.Letters) is not { } faces)
        {
            problem = "no font on this system can be drawn with";
            return false;
        }
        try
        {
            if (!TryOpen(out problem))
                return false;
        }
        catch (DllNotFoundException missing)
        {
            problem = missing.Message.ReplaceLineEndings(" ");
            return false;
        }
        using (var canvas = new Canvas())
        using (var camera = new Camera(canvas, faces, Theme.Dark, denoiser, boards, words))
        {
            while (!camera.IsDone)
                camera.Advance(TimeSpan.FromSeconds(1));
            film = camera.Film;
        }
        Raylib.CloseWindow();
        return true;
    }

    private static bool TryOpen(out string? problem)
    {
        problem = null;
        TraceLog.Capture();
#if OWN_BINDING
        if (Native.OffscreenContext.TryRequest(out string refusal))
        {
            Open();
            if (Raylib.IsWindowReady())
                return true;
            Native.OffscreenContext.TryWithdraw(out _);
        }
        else
        {
            problem = refusal.ReplaceLineEndings(" ");
        }
#endif
        if (!Display.IsMissing)
        {
            Open();
            if (Raylib.IsWindowReady())
            {
                problem = null;
                return true;
            }
        }
        problem = $"nothing can be drawn here: {problem ?? TraceLog.FirstComplaint ?? "no reason given"}";
        return false;
    }

    private static void Open()
    {
        Raylib.SetConfigFlags(ConfigFlags.HiddenWindow);
        Raylib.InitWindow(960, 600, "Unmask");
    }
}
