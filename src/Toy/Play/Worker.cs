using System.Runtime.InteropServices;

namespace Unmask.Toy.Play;

/// <summary>
/// Does one long job at a time on a thread of low priority. Beginning and ending a job return at once: a job waits on its own thread
/// for the end of the one before.
/// </summary>
/// <param name="name">The thread's name.</param>
internal sealed partial class Worker(string name) : IDisposable
{
    /// <summary>Linux' "nice" value: a thread with it gets about a tenth of the time of one with 0, the drawing thread's.</summary>
    private const int Nice = 10;

    private CancellationTokenSource? _stop;
    private Thread? _thread;

    /// <summary>A job is running, even if it has been told to end.</summary>
    public bool IsBusy => _thread is { IsAlive: true };

    /// <summary>A job is running and has not been told to end.</summary>
    public bool IsRunning => IsBusy && !_stop!.IsCancellationRequested;

    /// <summary>Tells the current job to end, and begins another after it.</summary>
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

    /// <summary>Tells the current job to end.</summary>
    public void End() => _stop?.Cancel();

    /// <summary>Tells the current job to end, and waits for its end.</summary>
    public void Dispose()
    {
        End();
        _thread?.Join();
        _stop?.Dispose();
    }

    /// <summary>On Linux, .NET's thread priorities have no effect. Threads started by this one inherit the value.</summary>
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
            // Without it, frames are less even.
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
