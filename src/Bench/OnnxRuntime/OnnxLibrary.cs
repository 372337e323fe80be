using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Unmask.Bench.OnnxRuntime;

/// <summary>
/// ONNX Runtime's native library. Players do not need it, and its package has 160 MB, so the program does not include it. Scripts fetch it for
/// measurements and name it in an environment variable. Everything else works without it.
/// </summary>
public static class OnnxLibrary
{
    /// <summary>The environment variable with the library's path.</summary>
    public const string Variable = "ONNXRUNTIME_LIBRARY";

    /// <summary>What to do without it.</summary>
    public const string Absence = $"./unmask benchmark fetches it, or {Variable} names the library of another copy";

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Whether it is installed, in the version that this program was compiled for.</summary>
    public static bool IsHere => Handle.Value != 0;

    private static nint Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path || !NativeLibrary.TryLoad(path, out nint library))
            return 0;
        // An older library gives a null table of functions, and the first call would end the process.
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint start) || !VersionOf(start).StartsWith(CompiledFor, StringComparison.Ordinal))
            return 0;
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? library : 0);
        return library;
    }

    /// <summary>Major and minor version, with a trailing point.</summary>
    private static string CompiledFor => typeof(OrtEnv).Assembly.GetName().Version is { } version ? $"{version.Major}.{version.Minor}." : "";

    /// <summary>The version that the library reports: the second function of its first table (<c>onnxruntime_c_api.h</c>, OrtApiBase).</summary>
    private static unsafe string VersionOf(nint start)
    {
        nint* table = ((delegate* unmanaged<nint*>)start)();
        return Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)table[1])()) ?? "";
    }
}
