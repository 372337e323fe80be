using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Platform;

/// <summary>raylib's log, kept off the terminal. Its first complaint is the reason if no window can be opened.</summary>
internal static unsafe class TraceLog
{
    private const string Reason = "Description: ";

    public static string? FirstComplaint { get; private set; }

    public static void Capture()
    {
        FirstComplaint = null;
        Raylib.SetTraceLogCallback(&Receive);
        Raylib.SetTraceLogLevel(TraceLogLevel.Warning);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(int level, sbyte* format, sbyte* arguments)
    {
        if (FirstComplaint is not null)
            return;
        string message = Logging.GetLogMessage((nint)format, (nint)arguments);
        int reason = message.IndexOf(Reason, StringComparison.Ordinal);
        FirstComplaint = reason < 0 ? message : message[(reason + Reason.Length)..];
    }
}
