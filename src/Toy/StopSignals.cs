using System.Runtime.InteropServices;

namespace Unmask.Toy;

/// <summary>
/// Hears that the program should end: Ctrl+C, a polite kill, a closed terminal or console. The first time it only says so, and whoever works ends
/// in good order; a second time ends the program at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly PosixSignalRegistration[] registrations;
    private volatile int exitCode;

    public StopSignals() => registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Hear))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>There was one.</summary>
    public bool IsAsked => stop.IsCancellationRequested;

    /// <summary>128 + the number of the first signal, as shells have it; success before there was one.</summary>
    public int ExitCode => exitCode;

    /// <summary>From here on signals do what they usually do.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
            registration.Dispose();
        stop.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        if (IsAsked)
            return;
        context.Cancel = true;
        exitCode = context.Signal switch
        {
            PosixSignal.SIGHUP => Toy.ExitCode.HungUp,
            PosixSignal.SIGTERM => Toy.ExitCode.Terminated,
            _ => Toy.ExitCode.Interrupted,
        };
        stop.Cancel();
    }
}
