using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Game;

/// <summary>raylib's log, kept off the terminal. Its last complaint is the reason when a window cannot be had.</summary>
internal static unsafe class TraceLog
{
    public static string? LastComplaint { get; private set; }

    public static void Capture()
    {
        LastComplaint = null;
        Raylib.SetTraceLogCallback(&Receive);
        Raylib.SetTraceLogLevel(TraceLogLevel.Warning);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(int level, sbyte* format, sbyte* arguments) =>
        LastComplaint = Logging.GetLogMessage((nint)format, (nint)arguments);
}
