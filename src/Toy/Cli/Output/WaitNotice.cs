using System.Diagnostics;

namespace Unmask.Toy.Cli.Output;

/// <summary>Reports the progress of a command that takes more than a second: it rewrites one line on a terminal, else it prints a line every few seconds.</summary>
internal sealed class WaitNotice(TextWriter error, string what, int total, bool onTerminal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Refresh = TimeSpan.FromMilliseconds(100), Repeat = TimeSpan.FromSeconds(5);

    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _due = Patience;
    private bool _lineIsOpen;

    public void Report(int done)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        if (elapsed < _due || done >= total)
            return;
        _due = elapsed + (onTerminal ? Refresh : Repeat);
        TimeSpan left = elapsed / Math.Max(done, 1) * (total - done);
        string text = $"{done:N0} of {total:N0} {what}, about {Math.Ceiling(left.TotalSeconds):N0} s left";
        if (onTerminal)
            error.Write($"\r{text}\e[K");
        else
            error.WriteLine(text);
        _lineIsOpen = onTerminal;
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        if (_lineIsOpen)
            error.Write("\r\e[K");
        _lineIsOpen = false;
    }
}
