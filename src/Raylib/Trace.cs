using System.Runtime.InteropServices;

namespace Raylib_cs;

// The trace log, and memory that raylib owns.
public static unsafe partial class Raylib
{
    [LibraryImport(NativeLibName)]
    public static partial void SetTraceLogLevel(TraceLogLevel logLevel);

    [LibraryImport(NativeLibName)]
    public static partial void SetTraceLogCallback(delegate* unmanaged[Cdecl]<int, sbyte*, sbyte*, void> callback);

    [LibraryImport(NativeLibName)]
    public static partial void* MemAlloc(uint size);

    [LibraryImport(NativeLibName)]
    public static partial void MemFree(void* ptr);
}
