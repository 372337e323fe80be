using System.Runtime.InteropServices;

namespace Unmask.Toy.Window.Platform;

/// <summary>
/// The C library's heap, in which the graphics driver, fonts, pictures and ONNX Runtime live. glibc gives each thread an arena of its own and keeps what was
/// freed in it, so a window in which much comes and goes would seem to grow all day. Other systems give back by themselves.
/// </summary>
internal static partial class NativeHeap
{
    private const int ArenaMax = -8, Arenas = 2;

    /// <summary>Lets threads share arenas. Has to come before they are started.</summary>
    public static void Share() => Try(static () => _ = SetOption(ArenaMax, Arenas));

    /// <summary>Gives back what has been freed: some milliseconds.</summary>
    public static void Trim() => Try(static () => _ = TrimAll(0));

    private static void Try(Action call)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            call();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, with habits of its own.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimAll(nuint keep);
}
