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
    private int _count, _next, _busy, _generation;
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
    /// <exception cref="AggregateException">A call failed; the items after it may not have been tried.</exception>
    public void Run(int count, Action<int> body)
    {
        lock (_running)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            _body = body;
            _count = count;
            _next = 0;
            _failure = null;
            _busy = _workers.Length;
            Release();
            Drain();
            var wait = new SpinWait();
            while (Volatile.Read(ref _busy) > 0)
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
            Release();
        }

        foreach (Thread worker in _workers)
            worker.Join();
    }

    /// <summary>Lets the workers go, asleep or not.</summary>
    private void Release()
    {
        lock (_gate)
        {
            _generation++;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        for (int seen = 0; ; Interlocked.Decrement(ref _busy))
        {
            seen = Await(seen);
            if (_stopped)
                return;
            Drain();
        }
    }

    private int Await(int seen)
    {
        for (int poll = 0; poll < Polls; poll++)
        {
            int generation = Volatile.Read(ref _generation);
            if (generation != seen)
                return generation;
            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            while (_generation == seen)
                Monitor.Wait(_gate);
            return _generation;
        }
    }

    private void Drain()
    {
        try
        {
            for (int item = Interlocked.Increment(ref _next) - 1; item < _count; item = Interlocked.Increment(ref _next) - 1)
                _body!(item);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            Volatile.Write(ref _next, _count);
        }
    }
}
