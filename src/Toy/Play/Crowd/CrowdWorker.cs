using System.Diagnostics;

namespace Unmask.Toy.Play.Crowd;

/// <summary>
/// Plays a crowd on a thread of its own and hands the latest state over. Three snapshots go round, one with the worker, one with the drawing
/// thread and one between them, so nobody waits and nothing is allocated.
/// </summary>
internal sealed class CrowdWorker : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock handover = new();
    private readonly Worker worker = new("crowd");
    private CrowdSnapshot shown = new(CrowdGame.Size), waiting = new(CrowdGame.Size), spare = new(CrowdGame.Size);
    private Func<CrowdGame>? next;
    private CrowdGame? game;
    private volatile bool isFresh;

    /// <summary>A newer state is there than the one that is shown.</summary>
    public bool IsFresh => isFresh;

    /// <summary>The state that was taken over last.</summary>
    public CrowdSnapshot Shown => shown;

    /// <summary>Goes on with another crowd, which is made on the worker.</summary>
    public void Play(Func<CrowdGame> make) => Volatile.Write(ref next, make);

    public void Resume()
    {
        if (!worker.IsRunning)
            worker.Begin(Work);
    }

    public void Pause() => worker.End();

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

    public void Dispose() => worker.Dispose();

    private void Work(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            bool isNew = Interlocked.Exchange(ref next, null) is { } make && (game = make()) is not null;
            if (game is null || !game.TryAdvance(clock.Elapsed.TotalSeconds) && !isNew)
            {
                Thread.Sleep(Nap);
                continue;
            }
            spare.CopyFrom(game.State);
            lock (handover)
            {
                (spare, waiting) = (waiting, spare);
                isFresh = true;
            }
        }
    }
}
