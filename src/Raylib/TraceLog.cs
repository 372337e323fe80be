using System.Runtime.InteropServices;

namespace Raylib_cs;

// raylib's log.
public static unsafe partial class Raylib
{
    [LibraryImport(NativeLibName)]
    public static partial void SetTraceLogLevel(TraceLogLevel logLevel);

    [LibraryImport(NativeLibName)]
    public static partial void SetTraceLogCallback(delegate* unmanaged[Cdecl]<int, sbyte*, sbyte*, void> callback);
}

public enum TraceLogLevel
{
    All = 0,
    Warning = 4,
    None = 7,
}

/// <summary>Turns a trace log callback's format and va_list into text.</summary>
public static unsafe partial class Logging
{
    /// <summary>May be called once per message: reading a va_list uses it up.</summary>
    public static string GetLogMessage(nint format, nint args)
    {
        const int Most = 1024;
        byte* text = stackalloc byte[Most];
        text[0] = 0;
        if (OperatingSystem.IsWindows())
            _ = FormatOnWindows(text, Most, format, args);
        else
            _ = Format(text, Most, format, args);
        text[Most - 1] = 0;
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    [LibraryImport("libc", EntryPoint = "vsnprintf")]
    private static partial int Format(byte* buffer, nuint size, nint format, nint args);

    [LibraryImport("msvcrt", EntryPoint = "_vsnprintf")]
    private static partial int FormatOnWindows(byte* buffer, nuint size, nint format, nint args);
}
