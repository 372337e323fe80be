using System.Diagnostics;

namespace Unmask.Toy.Play.Crowd;

/// <summary>
/// Plays a crowd on its own thread and hands over the latest state. There are three snapshots: the worker's, the drawing thread's, and one
/// between them. So neither thread waits, and nothing is allocated.
/// </summary>
/// <param name="isSynchronous">Play on the thread that calls <see cref="Poll"/> instead, for tests.</param>
internal sealed class CrowdWorker(bool isSynchronous) : IDisposable
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(4);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _handover = new();
    private readonly Worker _worker = new("crowd");
    private CrowdSnapshot _shown = new(CrowdGame.Size), _waiting = new(CrowdGame.Size), _spare = new(CrowdGame.Size);
    private Func<CrowdGame>? _next;
    private CrowdGame? _game;
    private volatile bool _isFresh, _stays;

    /// <summary>There is a newer state than <see cref="Shown"/>.</summary>
    public bool IsFresh => _isFresh;

    /// <summary>Whether a finished wave stays.</summary>
    public bool Stays
    {
        get => _stays;
        set => _stays = value;
    }

    /// <summary>The state that was taken last.</summary>
    public CrowdSnapshot Shown => isSynchronous && _game is not null ? _game.State : _shown;

    /// <summary>Switches to another crowd, which the worker creates.</summary>
    public void Play(Func<CrowdGame> make)
    {
        if (isSynchronous)
            _game = make();
        else
            Volatile.Write(ref _next, make);
    }

    public void Resume()
    {
        if (!isSynchronous && !_worker.IsRunning)
            _worker.Begin(Work);
    }

    public void Pause() => _worker.End();

    /// <summary>Takes the newest state, if there is one.</summary>
    /// <returns>Whether <see cref="Shown"/> has changed.</returns>
    public bool Poll(double now)
    {
        if (isSynchronous)
            return _game!.TryAdvance(now, _stays);
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
            if (_game is null || !_game.TryAdvance(_clock.Elapsed.TotalSeconds, _stays) && !isNew)
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
