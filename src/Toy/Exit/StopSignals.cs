using System.Runtime.InteropServices;

namespace Unmask.Toy.Exit;

/// <summary>
/// Hears that the program should end: Ctrl+C, a polite kill, a closed terminal or console. The first time it only says so, and whoever works ends
/// in good order; a second time ends the program at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Lock _gate = new();
    private volatile int _exitCode;
    private bool _ended;

    public StopSignals() => _registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Hear))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>There was one.</summary>
    public bool IsAsked => _stop.IsCancellationRequested;

    /// <summary>128 + the number of the first signal, as shells have it; success before there was one.</summary>
    public int ExitCode => _exitCode;

    /// <summary>
    /// From here on signals do what they usually do. Those before it are in <see cref="ExitCode"/>, which stays: no signal falls between the two.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
            _ended = true;
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        // The source itself stays: a signal may be on its way through Hear.
    }

    private void Hear(PosixSignalContext context)
    {
        lock (_gate)
        {
            if (_ended || _exitCode != Exit.ExitCode.Success)
                return;
            context.Cancel = true;
            _exitCode = context.Signal switch
            {
                PosixSignal.SIGHUP => Exit.ExitCode.HungUp,
                PosixSignal.SIGTERM => Exit.ExitCode.Terminated,
                _ => Exit.ExitCode.Interrupted,
            };
        }
        _stop.Cancel();
        // Windows ends a program whose console closes as soon as this returns; it waits some seconds for that.
        if (OperatingSystem.IsWindows() && _exitCode != Exit.ExitCode.Interrupted)
            Thread.Sleep(Timeout.Infinite);
    }
}
