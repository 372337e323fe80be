using System.Diagnostics;

namespace Unmask.Toy.Game.Crowd;

/// <summary>
/// Plays a crowd on a thread of its own and hands the latest state over. Three snapshots go round, one with the worker, one with the drawing
/// thread and one between them, so nobody waits and nothing is allocated.
/// </summary>
internal sealed class CrowdWorker : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);

    private readonly Lock handover = new();
    private readonly ManualResetEventSlim running = new(initialState: false);
    private readonly Thread thread;
    private CrowdSnapshot shown = new(CrowdGame.Size), waiting = new(CrowdGame.Size), spare = new(CrowdGame.Size);
    private CrowdGame? game;
    private volatile bool isFresh, stopped;

    public CrowdWorker()
    {
        thread = new Thread(Work) { IsBackground = true, Name = "crowd", Priority = ThreadPriority.BelowNormal };
        thread.Start();
    }

    /// <summary>A newer state is there than the one that is shown.</summary>
    public bool IsFresh => isFresh;

    /// <summary>The state that was taken over last.</summary>
    public CrowdSnapshot Shown => shown;

    /// <summary>Goes on with another crowd.</summary>
    public void Play(CrowdGame next) => Volatile.Write(ref game, next);

    public void Resume() => running.Set();

    public void Pause() => running.Reset();

    /// <summary>Takes the newest state over, if there is one.</summary>
    /// <returns>Whether what is shown has changed.</returns>
    public bool Poll()
    {
        if (!isFresh)
            return false;
        lock (handover)
        {
            (shown, waiting) = (waiting, shown);
            isFresh = false;
        }
        return true;
    }

    public void Dispose()
    {
        stopped = true;
        running.Set();
        thread.Join();
        running.Dispose();
    }

    private void Work()
    {
        var clock = Stopwatch.StartNew();
        CrowdGame? played = null;
        while (true)
        {
            running.Wait();
            if (stopped)
                return;
            CrowdGame? now = Volatile.Read(ref game);
            bool moved = now is not null && (now.TryAdvance(clock.Elapsed.TotalSeconds) || now != played);
            played = now;
            if (!moved)
            {
                Thread.Sleep(Nap);
                continue;
            }
            spare.CopyFrom(now!.State);
            lock (handover)
            {
                (spare, waiting) = (waiting, spare);
                isFresh = true;
            }
        }
    }
}
