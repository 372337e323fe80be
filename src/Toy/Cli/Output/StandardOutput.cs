using Microsoft.Win32.SafeHandles;

namespace Unmask.Toy.Cli.Output;

/// <summary>Standard output that throws once its reader has gone, so that a long command does not continue in vain.</summary>
internal static class StandardOutput
{
    private const int BrokenPipe = 32, WindowsBrokenPipe = unchecked((int)0x8007006D), WindowsNoData = unchecked((int)0x800700E8);

    /// <summary>Opens standard output. On Unix, the console's own stream ignores a broken pipe, so a pipe is opened as a file.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // For a file, use the console's stream: two programs may append in turn, and share the position.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    public static bool HasNoReader(IOException e) => e.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoData;
}
