using Unmask.Model.Diffusion;
using Unmask.Toy.Play;

namespace Unmask.Toy.Window.Play;

internal enum Motion
{
    /// <summary>Revealed: the tile turns over.</summary>
    Flip,

    /// <summary>Forced: the letter falls into place.</summary>
    Drop,

    /// <summary>All else: one face fades into the other.</summary>
    Dissolve,
}

/// <summary>A tile's motion from one face to the next.</summary>
internal readonly record struct TileMotion(TileFace From, TileFace To, Motion Motion, double Start)
{
    /// <summary>0 at the start, 1 at rest.</summary>
    public float Progress(double now) => (float)Math.Clamp((now - Start) / Ease.Flip, 0, 1);
}

/// <summary>Turns changes of the board into motions of its tiles.</summary>
internal sealed class TileMotions(int slots)
{
    /// <summary>In seconds: the delay between tiles that change together.</summary>
    private const double Stagger = 0.025;

    private readonly TileMotion[] _motions = new TileMotion[slots];
    private double _restAt;

    public ref readonly TileMotion this[int slot] => ref _motions[slot];

    public bool IsMoving(double now) => now < _restAt;

    /// <summary>Shows a board without motion.</summary>
    public void Show(in Board board)
    {
        for (int slot = 0; slot < _motions.Length; slot++)
        {
            TileFace face = TileFace.Of(board, slot);
            _motions[slot] = new TileMotion(face, face, Motion.Dissolve, double.MinValue);
        }
    }

    /// <summary>Moves every tile that changes to its new face.</summary>
    public void MoveTo(in Board board, double now)
    {
        int changed = 0;
        for (int slot = 0; slot < _motions.Length; slot++)
        {
            TileFace face = TileFace.Of(board, slot), shown = _motions[slot].To;
            if (face == shown)
                continue;
            Motion motion = face.Kind == shown.Kind && face.Letter == shown.Letter ? Motion.Dissolve
                : face.Kind == FaceKind.Revealed ? Motion.Flip
                : face.Kind == FaceKind.Forced ? Motion.Drop
                : Motion.Dissolve;
            double start = now + Stagger * changed++;
            _motions[slot] = new TileMotion(shown, face, motion, start);
            _restAt = Math.Max(_restAt, start + Ease.Flip);
        }
    }
}
