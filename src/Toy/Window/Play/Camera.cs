using System.Diagnostics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>
/// Films how a row was unmasked, board after board, into a texture: at a size of its own, whatever the window's. A bit at a time, so that
/// the game goes on meanwhile.
/// </summary>
internal sealed class Camera : IDisposable
{
    private const int TileWidth = 56, Gap = 8, Margin = 16, FrameTime = 40, Hold = 160, Beginning = 600, Ending = 2400;

    /// <summary>More boards than this are thinned out: nobody watches longer, and the file stays small.</summary>
    private const int MostBoards = 48;

    private readonly Canvas canvas;
    private readonly Fonts fonts;
    private readonly FilmView view;
    private readonly List<Board> boards;
    private readonly List<FilmFrame> frames = [];
    private readonly RenderTexture2D target;
    private readonly int width, height;
    private readonly float left, top;
    private int next;

    /// <param name="canvas">Draws; it must have nothing collected.</param>
    /// <param name="faces">The fonts.</param>
    /// <param name="theme">Colours.</param>
    /// <param name="denoiser">Used by the camera alone.</param>
    /// <param name="boards">What is filmed, oldest first; at least one.</param>
    public Camera(Canvas canvas, Faces faces, Theme theme, IDenoiser denoiser, IReadOnlyList<Board> boards)
    {
        this.canvas = canvas;
        this.boards = Thinned(boards);
        int slots = denoiser.Slots, row = slots * TileWidth + (slots - 1) * Gap;
        // The window of the shell whose column is just as wide as the row.
        PlayLayout layout = PlayLayout.For(ShellLayout.Designed(row + 64, 600), slots, denoiser.Symbols - 1);
        Box first = layout.Tiles[0];
        (left, top) = (first.X - Margin, first.Y - Margin);
        (width, height) = ((int)(layout.Tiles[^1].Right - left) + Margin, (int)first.Height + 2 * Margin);
        view = new FilmView(new Prediction(denoiser)) { Canvas = canvas, Motions = new TileMotions(slots), Theme = theme, Layout = layout };
        fonts = new Fonts(new Typography(faces, layout.Unit, layout.TileText), denoiser.Alphabet.Letters);
        target = Raylib.LoadRenderTexture(width, height);
        view.Show(this.boards[0]);
        view.Motions.Show(this.boards[0]);
    }

    /// <summary>How much is filmed, 0 to 1.</summary>
    public float Progress => (float)next / boards.Count;

    public bool IsDone => next == boards.Count;

    /// <summary>The film so far.</summary>
    public Film Film => new(width, height, frames);

    /// <summary>Films on for about so long. Not between a frame's beginning and end.</summary>
    public void Advance(TimeSpan budget)
    {
        long start = Stopwatch.GetTimestamp();
        Fonts before = canvas.Fonts;
        float fog = canvas.FogTime;
        (canvas.Fonts, canvas.FogTime) = (fonts, 0);
        while (!IsDone && Stopwatch.GetElapsedTime(start) < budget)
            ShootBoard();
        (canvas.Fonts, canvas.FogTime) = (before, fog);
    }

    public void Dispose()
    {
        fonts.Dispose();
        Raylib.UnloadRenderTexture(target);
    }

    private void ShootBoard()
    {
        Board board = boards[next];
        view.Show(board);
        if (next > 0)
        {
            view.Motions.MoveTo(board, view.Now);
            while (view.Motions.IsMoving(view.Now + FrameTime / 1000.0))
            {
                view.Now += FrameTime / 1000.0;
                Shoot(FrameTime);
            }
        }
        view.Motions.Show(board);
        Shoot(next == boards.Count - 1 ? Ending : next == 0 ? Beginning : Hold);
        view.Now += Hold / 1000.0;
        next++;
    }

    private void Shoot(int milliseconds)
    {
        Raylib.BeginTextureMode(target);
        Raylib.ClearBackground(view.Theme.Ground);
        Rlgl.PushMatrix();
        Rlgl.Translatef(-left, -top, 0);
        TileRow.Draw(view);
        canvas.Flush();
        Rlgl.DrawRenderBatchActive();
        Rlgl.PopMatrix();
        Raylib.EndTextureMode();
        byte[] pixels = Pixels.Of(target);
        // What looks the same is one frame that is shown for longer.
        if (frames.Count > 0 && frames[^1].Pixels.AsSpan().SequenceEqual(pixels))
            frames[^1] = frames[^1] with { Milliseconds = frames[^1].Milliseconds + milliseconds };
        else
            frames.Add(new FilmFrame(pixels, milliseconds));
    }

    /// <summary>The first and the last board, and no more than fit between them at equal distances.</summary>
    private static List<Board> Thinned(IReadOnlyList<Board> boards)
    {
        if (boards.Count <= MostBoards)
            return [.. boards];
        return [.. Enumerable.Range(0, MostBoards).Select(i => boards[(int)((long)i * (boards.Count - 1) / (MostBoards - 1))])];
    }
}
