using System.Diagnostics;

namespace Unmask.Toy.Play.Crowd;

/// <summary>
/// Plays a crowd on a thread of its own and hands the latest state over. Three snapshots go round, one with the worker, one with the drawing
/// thread and one between them, so nobody waits and nothing is allocated.
/// </summary>
internal sealed class CrowdWorker : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _handover = new();
    private readonly Worker _worker = new("crowd");
    private CrowdSnapshot _shown = new(CrowdGame.Size), _waiting = new(CrowdGame.Size), _spare = new(CrowdGame.Size);
    private Func<CrowdGame>? _next;
    private CrowdGame? _game;
    private volatile bool _isFresh;

    /// <summary>A newer state is there than the one that is shown.</summary>
    public bool IsFresh => _isFresh;

    /// <summary>The state that was taken over last.</summary>
    public CrowdSnapshot Shown => _shown;

    /// <summary>Goes on with another crowd, which is made on the worker.</summary>
    public void Play(Func<CrowdGame> make) => Volatile.Write(ref _next, make);

    public void Resume()
    {
        if (!_worker.IsRunning)
            _worker.Begin(Work);
    }

    public void Pause() => _worker.End();

    /// <summary>Takes the newest state over, if there is one.</summary>
    /// <returns>Whether what is shown has changed.</returns>
    public bool Poll()
    {
        if (!_isFresh)
            return false;
        lock (_handover)
        {
            (_shown, _waiting) = (_waiting, _shown);
            _isFresh = false;
        }
        return true;
    }

    public void Dispose() => _worker.Dispose();

    private void Work(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            bool isNew = Interlocked.Exchange(ref _next, null) is { } make && (_game = make()) is not null;
            if (_game is null || !_game.TryAdvance(_clock.Elapsed.TotalSeconds) && !isNew)
            {
                Thread.Sleep(Nap);
                continue;
            }
            _spare.CopyFrom(_game.State);
            lock (_handover)
            {
                (_spare, _waiting) = (_waiting, _spare);
                _isFresh = true;
            }
        }
    }
}
