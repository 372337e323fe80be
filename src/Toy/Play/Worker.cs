using System.Runtime.InteropServices;

namespace Unmask.Toy.Play;

/// <summary>
/// Does one long job at a time on a thread that gives way to the window's. Neither beginning nor ending a job waits for anything: a job
/// that follows another waits for its end on its own thread.
/// </summary>
/// <param name="name">What the thread is called.</param>
internal sealed partial class Worker(string name) : IDisposable
{
    /// <summary>Linux' "nice": the system then gives such a thread a tenth while a frame is being drawn.</summary>
    private const int Nice = 10;

    private CancellationTokenSource? _stop;
    private Thread? _thread;

    /// <summary>A job is being done, though it may have been told to end.</summary>
    public bool IsBusy => _thread is { IsAlive: true };

    /// <summary>A job is being done and has not been told to end.</summary>
    public bool IsRunning => IsBusy && !_stop!.IsCancellationRequested;

    /// <summary>Does another job, after the one in hand has ended.</summary>
    public void Begin(Action<CancellationToken> job)
    {
        End();
        Thread? before = _thread;
        _stop = new CancellationTokenSource();
        CancellationToken cancellation = _stop.Token;
        _thread = new Thread(() =>
        {
            GiveWay();
            before?.Join();
            job(cancellation);
        }) { IsBackground = true, Name = name, Priority = ThreadPriority.Lowest };
        _thread.Start();
    }

    /// <summary>Tells the job in hand to end.</summary>
    public void End() => _stop?.Cancel();

    /// <summary>Ends the job in hand and waits for that.</summary>
    public void Dispose()
    {
        End();
        _thread?.Join();
        _stop?.Dispose();
    }

    /// <summary>On Linux .NET's priorities change nothing. The threads that this one starts inherit what is set here.</summary>
    private static void GiveWay()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetPriority(which: 0, who: 0, Nice);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Then frames are less even.
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
