namespace Unmask.Model.Training;

/// <summary>
/// A few threads that share the items of short parallel loops. Between loops they spin for a moment, because the next loop of a training
/// step follows within microseconds, and then sleep. Which thread takes which item is left to chance: items must be independent.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>Polls before a worker goes to sleep: some 0.2 ms.</summary>
    private const int Polls = 5_000;

    private readonly Lock _running = new();
    private readonly object _gate = new();
    private readonly Thread[] _workers;
    private Action<int>? _body;
    private Exception? _failure;
    private int _count, _unclaimed, _unfinished;
    private bool _stopped;

    /// <param name="threads">Threads that work, the caller's included.</param>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _workers = new Thread[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Thread(Work) { IsBackground = true, Name = $"trainer {i + 1}" };
            _workers[i].Start();
        }
    }

    /// <summary>Calls <paramref name="body"/> once for each of 0 to <paramref name="count"/> − 1 and returns when all are done.</summary>
    /// <exception cref="AggregateException">A call failed; all the others were made.</exception>
    public void Run(int count, Action<int> body)
    {
        lock (_running)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            _body = body;
            _count = count;
            _failure = null;
            _unfinished = count;
            Release(count);
            while (TryRunItem())
            {
            }

            // Only items in hand are waited for: a worker that the system has not woken yet holds nothing up.
            var wait = new SpinWait();
            while (Volatile.Read(ref _unfinished) > 0)
                wait.SpinOnce(sleep1Threshold: -1);
            _body = null;
            if (_failure is not null)
                throw new AggregateException(_failure);
        }
    }

    public void Dispose()
    {
        lock (_running)
        {
            if (_stopped)
                return;
            _stopped = true;
            Release(0);
        }

        foreach (Thread worker in _workers)
            worker.Join();
    }

    /// <summary>Offers items to the workers, asleep or not.</summary>
    private void Release(int count)
    {
        lock (_gate)
        {
            Volatile.Write(ref _unclaimed, count);
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        while (!Volatile.Read(ref _stopped))
        {
            if (TryRunItem())
                continue;
            for (int poll = 0; poll < Polls && Volatile.Read(ref _unclaimed) == 0 && !Volatile.Read(ref _stopped); poll++)
                Thread.SpinWait(8);
            lock (_gate)
            {
                while (_unclaimed == 0 && !_stopped)
                    Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Claims an item and runs it. A claimed item keeps its loop from ending, so its body and count cannot change meanwhile.</summary>
    private bool TryRunItem()
    {
        int unclaimed;
        do
        {
            unclaimed = Volatile.Read(ref _unclaimed);
            if (unclaimed == 0)
                return false;
        }
        while (Interlocked.CompareExchange(ref _unclaimed, unclaimed - 1, unclaimed) != unclaimed);

        try
        {
            _body!(_count - unclaimed);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }

        Interlocked.Decrement(ref _unfinished);
        return true;
    }
}
