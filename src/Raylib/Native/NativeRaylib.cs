using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

// Not Unmask.Raylib: inside namespace Unmask that would hide the class Raylib.
namespace Unmask.Native;

/// <summary>Finds libraylib. No part of the Raylib-cs API.</summary>
public static class NativeRaylib
{
    /// <summary>Names a file or a bare library name to try first.</summary>
    public const string Variable = "RAYLIB_LIBRARY";

    private static nint handle;

    /// <summary>Loads the library, or says why it cannot be had: every path tried, and what to do.</summary>
    public static bool TryLoad(out nint library, out string problem)
    {
        library = handle;
        problem = "";
        if (library != 0)
            return true;

        IReadOnlyList<string> paths = Candidates(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);
        if (!TryLoadFirst(paths, out library, out problem))
            return false;
        handle = library;
        return true;
    }

    /// <summary>Where libraylib may be, in the order of trying.</summary>
    public static IReadOnlyList<string> Candidates(string? variable, string folder)
    {
        string[] names = FileNames();
        List<string> paths = [];
        if (!string.IsNullOrWhiteSpace(variable))
            paths.Add(variable);
        foreach (string name in names)
            paths.Add(Path.Combine(folder, "native", name));
        foreach (string name in names)
            paths.Add(Path.Combine(folder, "runtimes", RuntimeIdentifier(), "native", name));
        paths.AddRange(names);
        return paths;
    }

    public static bool TryLoadFirst(IReadOnlyList<string> paths, out nint library, out string problem)
    {
        StringBuilder tried = new();
        foreach (string path in paths)
        {
            try
            {
                library = NativeLibrary.Load(path);
                problem = "";
                return true;
            }
            // A file of another processor is a BadImageFormatException, anything else a DllNotFoundException.
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                tried.Append("\n  ").Append(path);
                if (File.Exists(path))
                    tried.Append(" (is there, but does not load)");
            }
        }
        library = 0;
        problem = $"raylib was not found. Tried:{tried}\n{Advice()}";
        return false;
    }

    // A module initializer, not a static constructor: that would put a check before every call.
#pragma warning disable CA2255 // meant for applications, and this assembly is one's private part
    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeRaylib).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Raylib_cs.Raylib.NativeLibName)
            return 0;
        return TryLoad(out nint library, out string problem) ? library : throw new DllNotFoundException(problem);
    }

    private static string[] FileNames() =>
        OperatingSystem.IsWindows() ? ["raylib.dll"]
        : OperatingSystem.IsMacOS() ? ["libraylib.dylib", "libraylib.600.dylib"]
        : ["libraylib.so", "libraylib.so.600", "libraylib.so.550"];

    // RuntimeInformation.RuntimeIdentifier may name the distribution; folders of packages never do.
    private static string RuntimeIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string Advice() =>
        OperatingSystem.IsLinux()
            ? $"Start the program with ./unmask, which builds raylib once; or install raylib 5.5 or newer; or set {Variable} to its file."
            : $"Build with RaylibBinding=package, which brings raylib along; or install raylib 5.5 or newer; or set {Variable} to its file.";
}
