using System.Runtime.InteropServices;

namespace Unmask.Toy.Window.Platform;

/// <summary>
/// The C library's heap, which the graphics driver, fonts, pictures and ONNX Runtime use. glibc gives each thread its own arena and keeps the memory
/// freed there, so a window that allocates and frees much would seem to grow all day. Other systems return memory by themselves.
/// </summary>
internal static partial class NativeHeap
{
    private const int ArenaMax = -8, Arenas = 2;

    /// <summary>Lets threads share arenas. Call before they are started.</summary>
    public static void Share() => Try(static () => _ = SetOption(ArenaMax, Arenas));

    /// <summary>Returns freed memory to the system; takes some milliseconds.</summary>
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
            // Another C library.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimAll(nuint keep);
}
