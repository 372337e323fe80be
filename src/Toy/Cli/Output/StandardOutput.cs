using Microsoft.Win32.SafeHandles;

namespace Unmask.Toy.Cli.Output;

/// <summary>Standard output that says when its reader has gone away, so that a long command does not go on for nobody.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32, WindowsBrokenPipe = unchecked((int)0x8007006D), WindowsNoData = unchecked((int)0x800700E8);

    /// <summary>Opens it. The console's own stream passes over a broken pipe in silence on Unix, so a pipe is opened as a file there.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file stays with the console's stream: two programs may append to it in turn, and share its position.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    public static bool HasNoReader(IOException e) => e.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoData;
}
