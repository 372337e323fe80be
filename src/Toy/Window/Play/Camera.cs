using System.Diagnostics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>
/// Films how a row was unmasked, board after board, on the card of its name, into a texture of its own size. It works in small portions, so that the game goes on
/// meanwhile.
/// </summary>
internal sealed class Camera : IDisposable
{
    private const int TileWidth = 56, Gap = 8, FrameTime = 40, Hold = 160, Beginning = 500, Ending = 3200;

    /// <summary>The most boards in a film; more are thinned out, so that the film is short and the file small.</summary>
    private const int MostBoards = 48;

    private readonly Canvas _canvas;
    private readonly Fonts _fonts;
    private readonly FilmView _view;
    private readonly CardWords _words;
    private readonly List<Board> _boards;
    private readonly List<FilmFrame> _frames = [];
    private readonly RenderTexture2D _target;
    private readonly int _width, _height;
    private readonly float _left, _top;
    private int _next;

    /// <param name="canvas">The canvas to draw with; it must have nothing collected.</param>
    /// <param name="faces">The fonts.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="denoiser">Used by the camera only.</param>
    /// <param name="boards">The boards to film, oldest first; at least one. The film ends with the last one's card.</param>
    /// <param name="words">What the card says.</param>
    public Camera(Canvas canvas, Faces faces, Theme theme, IDenoiser denoiser, IReadOnlyList<Board> boards, CardWords words)
    {
        (_canvas, _words) = (canvas, words);
        _boards = Thinned(boards);
        int slots = denoiser.Slots, row = slots * TileWidth + (slots - 1) * Gap;
        // The layout of a window whose column is exactly as wide as the row.
        PlayLayout layout = new PlayLayout(ShellLayout.Designed(row + 64, 600), slots, denoiser.Symbols - 1);
        Box first = layout.Tiles[0];
        (_left, _top) = (first.X - NameCard.Margin, first.Y - NameCard.TilesTop);
        (_width, _height) = ((int)(layout.Tiles[^1].Right - _left) + NameCard.Margin, NameCard.Height);
        _view = new FilmView(new Prediction(denoiser)) { Canvas = canvas, Motions = new TileMotions(slots), Theme = theme, Layout = layout };
        _fonts = new Fonts(new Typography(faces, layout.Unit, layout.TileText), denoiser.Alphabet.Letters);
        _target = Raylib.LoadRenderTexture(_width, _height);
        _view.Show(_boards[0]);
        _view.Motions.Show(_boards[0]);
    }

    /// <summary>The share of boards already filmed, 0 to 1.</summary>
    public float Progress => (float)_next / _boards.Count;

    public bool IsDone => _next == _boards.Count;

    /// <summary>The film so far.</summary>
    public Film Film => new(_width, _height, _frames);

    /// <summary>Films for about the given time. Must not be called while a frame is drawn.</summary>
    public void Advance(TimeSpan budget)
    {
        long start = Stopwatch.GetTimestamp();
        Fonts before = _canvas.Fonts;
        float fog = _canvas.FogTime;
        (_canvas.Fonts, _canvas.FogTime) = (_fonts, 0);
        while (!IsDone && Stopwatch.GetElapsedTime(start) < budget)
            ShootBoard();
        (_canvas.Fonts, _canvas.FogTime) = (before, fog);
    }

    public void Dispose()
    {
        _fonts.Dispose();
        Raylib.UnloadRenderTexture(_target);
    }

    private void ShootBoard()
    {
        Board board = _boards[_next];
        _view.Show(board);
        if (_next > 0)
        {
            _view.Motions.MoveTo(board, _view.Now);
            while (_view.Motions.IsMoving(_view.Now + FrameTime / 1000.0))
            {
                _view.Now += FrameTime / 1000.0;
                Shoot(FrameTime);
            }
        }
        _view.Motions.Show(board);
        Shoot(_next == _boards.Count - 1 ? Ending : _next == 0 ? Beginning : Hold);
        _view.Now += Hold / 1000.0;
        _next++;
    }

    private void Shoot(int milliseconds)
    {
        Raylib.BeginTextureMode(_target);
        Raylib.ClearBackground(_view.Theme.Ground);
        Rlgl.PushMatrix();
        Rlgl.Translatef(-_left, -_top, 0);
        NameCard.Draw(_view, new Box(_left, _top, _width, _height), _words);
        TileRow.Draw(_view);
        _canvas.Flush();
        Rlgl.DrawRenderBatchActive();
        Rlgl.PopMatrix();
        Raylib.EndTextureMode();
        byte[] pixels = Pixels.Of(_target);
        // Equal pictures become one longer frame.
        if (_frames.Count > 0 && _frames[^1].Pixels.AsSpan().SequenceEqual(pixels))
            _frames[^1] = _frames[^1] with { Milliseconds = _frames[^1].Milliseconds + milliseconds };
        else
            _frames.Add(new FilmFrame(pixels, milliseconds));
    }

    /// <summary>At most <see cref="MostBoards"/> boards at equal distances, the first and the last included.</summary>
    private static List<Board> Thinned(IReadOnlyList<Board> boards)
    {
        if (boards.Count <= MostBoards)
            return [.. boards];
        return [.. Enumerable.Range(0, MostBoards).Select(i => boards[(int)((long)i * (boards.Count - 1) / (MostBoards - 1))])];
    }
}
