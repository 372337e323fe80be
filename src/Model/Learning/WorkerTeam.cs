namespace Unmask.Model.Learning;

/// <summary>
/// A few threads that share the items of short parallel loops. Between loops they spin for a moment, because the next loop of a training
/// step follows within microseconds, and then sleep. Each thread has its own share of the items, the same in every loop of as many, so that
/// what an item works on stays in the thread's cache; a thread that is done early takes items of other shares. Items must be independent.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    /// <summary>Polls before a worker goes to sleep: some 0.2 ms.</summary>
    private const int Polls = 5_000;

    /// <summary>Integers in two cache lines: neighbours are fetched in pairs.</summary>
    private const int Apart = 32;

    private readonly Lock _running = new();
    private readonly object _gate = new();
    private readonly Thread[] _workers;
    private Action<int>? _body;
    private Exception? _failure;

    /// <summary>Items of every thread's share that nobody has claimed yet, far enough apart to lie in cache lines of their own.</summary>
    private readonly int[] _unclaimed;

    private int _count, _unfinished;
    private bool _stopped;

    /// <param name="threads">Threads that work, the caller's included.</param>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _workers = new Thread[threads - 1];
        _unclaimed = new int[threads * Apart];
        for (int i = 0; i < _workers.Length; i++)
        {
            int member = i + 1;
            _workers[i] = new Thread(() => Work(member)) { IsBackground = true, Name = $"trainer {member}" };
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
            while (TryRunItem(member: 0))
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

    private int Members => _workers.Length + 1;

    /// <summary>Some item is still to be claimed.</summary>
    private bool HasItems
    {
        get
        {
            for (int member = 0; member < Members; member++)
            {
                if (Volatile.Read(ref _unclaimed[member * Apart]) > 0)
                    return true;
            }
            return false;
        }
    }

    /// <summary>Offers items to the workers, asleep or not.</summary>
    private void Release(int count)
    {
        lock (_gate)
        {
            for (int member = 0; member < Members; member++)
                Volatile.Write(ref _unclaimed[member * Apart], FirstOf(member + 1, count) - FirstOf(member, count));
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The first item of a thread's share of <paramref name="count"/>.</summary>
    private int FirstOf(int member, int count) => (int)((long)member * count / Members);

    private void Work(int member)
    {
        while (!Volatile.Read(ref _stopped))
        {
            if (TryRunItem(member))
                continue;
            for (int poll = 0; poll < Polls && !HasItems && !Volatile.Read(ref _stopped); poll++)
                Thread.SpinWait(8);
            lock (_gate)
            {
                while (!HasItems && !_stopped)
                    Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Claims an item and runs it: one of the thread's own share, or else of the next one's that has any.</summary>
    private bool TryRunItem(int member)
    {
        for (int i = 0; i < Members; i++)
        {
            if (TryRunItemOf((member + i) % Members))
                return true;
        }
        return false;
    }

    /// <summary>Claims an item of a share and runs it. A claimed item keeps its loop from ending, so its body and count cannot change meanwhile.</summary>
    private bool TryRunItemOf(int share)
    {
        ref int left = ref _unclaimed[share * Apart];
        int unclaimed;
        do
        {
            unclaimed = Volatile.Read(ref left);
            if (unclaimed == 0)
                return false;
        }
        while (Interlocked.CompareExchange(ref left, unclaimed - 1, unclaimed) != unclaimed);

        try
        {
            _body!(FirstOf(share + 1, _count) - unclaimed);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }

        Interlocked.Decrement(ref _unfinished);
        return true;
    }
}
