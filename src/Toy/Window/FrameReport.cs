using System.Diagnostics;
using Raylib_cs;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;

namespace Unmask.Toy.Window;

/// <summary>
/// Measures the window: ten seconds of animation as fast as frames come, then ten seconds in which nobody does anything. Printed on
/// standard output. Play plays on by itself, Train trains; the other scenes move on their own.
/// </summary>
internal sealed class FrameReport(Shell shell)
{
    private const double WarmUp = 3, Animating = 10, Settling = 25, Idle = 10;

    private readonly float[] frames = new float[200_000];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int count;
    private double nextMove, lastFrame;
    private long allocatedBefore, allocated;
    private TimeSpan busyBefore, busy, idleBefore;
    private bool started, idling;

    public bool IsDone => clock.Elapsed.TotalSeconds > WarmUp + Animating + Settling + Idle;

    public bool IsAnimating => clock.Elapsed.TotalSeconds < WarmUp + Animating;

    /// <summary>Keeps the scene moving: Play with a run, then another, the mouse passing over the tiles.</summary>
    public void Play(Input input, double now)
    {
        if (!IsAnimating)
            return;
        if (shell.Current != SceneKind.Play)
        {
            // What a scene's worker does must not decide how often it is drawn.
            input.MouseMoved = true;
            if (shell.Current == SceneKind.Train && !started)
                input.Press(KeyboardKey.Space);
            started = true;
            return;
        }
        if (now < nextMove)
            return;
        nextMove = now + 0.5;
        PlayGame game = shell.Play.Game;
        input.MouseMoved = true;
        if (game.Board.IsFinished && !game.IsPlaying)
            game.Again();
        else if (!game.IsPlaying)
            game.Run();
    }

    public void EndFrame()
    {
        double at = clock.Elapsed.TotalSeconds;
        if (at > WarmUp && IsAnimating)
        {
            if (count == 0)
                (allocatedBefore, busyBefore) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
            else
                frames[count - 1] = (float)((at - lastFrame) * 1000);
            count++;
            (allocated, busy) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        }
        else if (!idling && at > WarmUp + Animating + Settling)
        {
            (idling, idleBefore) = (true, Environment.CpuUsage.TotalTime);
        }
        lastFrame = at;
    }

    public void Print()
    {
        Span<float> sorted = frames.AsSpan(0, Math.Max(1, count - 1));
        sorted.Sort();
        double idle = (Environment.CpuUsage.TotalTime - idleBefore).TotalSeconds / Idle;
        Console.WriteLine(
            $"frames {count}: median {sorted[sorted.Length / 2]:0.00} ms, p99 {sorted[sorted.Length * 99 / 100]:0.00} ms, "
            + $"{(double)(allocated - allocatedBefore) / Math.Max(1, count):0.0} bytes per frame, "
            + $"{(busy - busyBefore).TotalSeconds / Animating:P0} of a core animating, {idle:P1} idle");
    }
}
