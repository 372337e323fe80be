using System.Diagnostics;
using Raylib_cs;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;

namespace Unmask.Toy.Window;

/// <summary>
/// Measures the window's frames during ten seconds of animation at full speed, then during ten seconds without input, and prints the figures on
/// standard output. In Play it makes moves, in Train it starts training; the other scenes move on their own.
/// </summary>
internal sealed class FrameReport(Shell shell)
{
    private const double WarmUp = 3, Animating = 10, Settling = 25, Idle = 10;

    private readonly float[] _frames = new float[200_000];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _count;
    private double _nextMove, _lastFrame;
    private long _allocatedBefore, _allocated;
    private TimeSpan _busyBefore, _busy, _idleBefore;
    private bool _started, _idling;

    public bool IsDone => _clock.Elapsed.TotalSeconds > WarmUp + Animating + Settling + Idle;

    public bool IsAnimating => _clock.Elapsed.TotalSeconds < WarmUp + Animating;

    /// <summary>Keeps the scene moving: in Play, with one run after another.</summary>
    public void Play(Input input, double now)
    {
        if (!IsAnimating)
            return;
        if (shell.Current != SceneKind.Play)
        {
            // The scene's worker must not decide how often it is drawn.
            input.MouseMoved = true;
            if (shell.Current == SceneKind.Train && !_started)
                input.Press(KeyboardKey.Space);
            _started = true;
            return;
        }
        if (now < _nextMove)
            return;
        _nextMove = now + 0.5;
        PlayGame game = shell.Play.Game;
        input.MouseMoved = true;
        if (game.Board.IsFinished && !game.IsPlaying)
            game.Again();
        else if (!game.IsPlaying)
            game.Run();
    }

    public void EndFrame()
    {
        double at = _clock.Elapsed.TotalSeconds;
        if (at > WarmUp && IsAnimating)
        {
            if (_count == 0)
                (_allocatedBefore, _busyBefore) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
            else
                _frames[_count - 1] = (float)((at - _lastFrame) * 1000);
            _count++;
            (_allocated, _busy) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        }
        else if (!_idling && at > WarmUp + Animating + Settling)
        {
            (_idling, _idleBefore) = (true, Environment.CpuUsage.TotalTime);
        }
        _lastFrame = at;
    }

    public void Print()
    {
        Span<float> sorted = _frames.AsSpan(0, Math.Max(1, _count - 1));
        sorted.Sort();
        double idle = (Environment.CpuUsage.TotalTime - _idleBefore).TotalSeconds / Idle;
        Console.WriteLine(
            $"frames {_count}: median {sorted[sorted.Length / 2]:0.00} ms, p99 {sorted[sorted.Length * 99 / 100]:0.00} ms, "
            + $"{(double)(_allocated - _allocatedBefore) / Math.Max(1, _count):0.0} bytes per frame, "
            + $"{(_busy - _busyBefore).TotalSeconds / Animating:P0} of a core animating, {idle:P1} idle");
    }
}
