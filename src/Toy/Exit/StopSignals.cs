using System.Runtime.InteropServices;

namespace Unmask.Toy.Exit;

/// <summary>
/// Listens for signals to end: Ctrl+C, a polite kill, a closed terminal or console. The first only cancels a token, so that work can end
/// in good order; a second ends the program at once.
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

    /// <summary>128 + the number of the first signal, as in shells; success before any signal.</summary>
    public int ExitCode => _exitCode;

    /// <summary>
    /// Gives signals their usual effect again. <see cref="ExitCode"/> keeps earlier signals; no signal is lost in between.
    /// </summary>
    public void Dispose()
    {
        lock (_gate)
            _ended = true;
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        // The source is not disposed: a signal may still be passing through Hear.
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
        // When a console closes, Windows ends the program as soon as this returns, or after some seconds.
        if (OperatingSystem.IsWindows() && _exitCode != Exit.ExitCode.Interrupted)
            Thread.Sleep(Timeout.Infinite);
    }
}
