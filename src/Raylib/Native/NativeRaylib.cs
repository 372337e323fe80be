using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

// Not Unmask.Raylib: inside namespace Unmask that would hide the class Raylib.
namespace Unmask.Native;

/// <summary>Finds libraylib. Not part of the Raylib-cs API.</summary>
public static class NativeRaylib
{
    /// <summary>The environment variable with a file or a bare library name to try first.</summary>
    public const string Variable = "RAYLIB_LIBRARY";

    /// <summary>A function that is new in raylib 5.5. Earlier versions differ in functions and in how some are called.</summary>
    private const string Newest = "IsTextureValid";

    private static nint _handle;

    /// <summary>Loads the library, or says why it cannot: every path tried, and what to do.</summary>
    public static bool TryLoad(out nint library, out string problem)
    {
        library = _handle;
        problem = "";
        if (library != 0)
            return true;

        if (!TryLoadFirst(Candidates(), out library, out problem))
            return false;
        _handle = library;
        return true;
    }

    /// <summary>Where libraylib may be for this program and this user, in the order of trying.</summary>
    public static IReadOnlyList<string> Candidates() =>
        Candidates(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, Cache());

    /// <summary>
    /// Where libraylib may be, in the order of trying: the variable's path, the program's folder, the user's cache, the system.
    /// scripts/raylib.sh, which fills the cache, looks in the same order.
    /// </summary>
    /// <param name="variable">The value of <see cref="Variable"/>.</param>
    /// <param name="folder">The program's folder.</param>
    /// <param name="cache">The user's cache folder; null if there is none.</param>
    public static IReadOnlyList<string> Candidates(string? variable, string folder, string? cache)
    {
        List<string> paths = [];
        if (!string.IsNullOrWhiteSpace(variable))
            paths.Add(variable);
        foreach (string part in (string[])["native", Path.Combine("runtimes", RuntimeIdentifier(), "native")])
            paths.Add(Path.Combine(folder, part, FileName()));
        if (cache is not null)
        {
            string versions = Path.Combine(cache, "unmask", $"raylib-{Raylib_cs.Raylib.RAYLIB_VERSION}");
            paths.Add(Path.Combine(versions, FileName()));
            paths.Add(Path.Combine(versions, "package", FileName()));
        }
        paths.AddRange(SystemNames());
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
                if (NativeLibrary.TryGetExport(library, Newest, out _))
                    return true;
                NativeLibrary.Free(library);
                tried.Append("\n  ").Append(path).Append(" (loads, but is no raylib 5.5 or newer)");
            }
            // A file for another processor throws BadImageFormatException, any other failure DllNotFoundException.
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

    // A module initializer: a static constructor would put a check before every call.
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

    private static string FileName() =>
        OperatingSystem.IsWindows() ? "raylib.dll" : OperatingSystem.IsMacOS() ? "libraylib.dylib" : "libraylib.so";

    // On Linux the name tells the version: 6.0 or 5.5. raylib changes its functions between versions, so no other version is tried.
    private static string[] SystemNames() =>
        OperatingSystem.IsWindows() ? ["raylib.dll"]
        : OperatingSystem.IsMacOS() ? ["libraylib.dylib", "libraylib.600.dylib"]
        : ["libraylib.so.600", "libraylib.so.550"];

    private static string? Cache()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string? home = Environment.GetEnvironmentVariable("HOME");
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } shared ? shared
            : string.IsNullOrEmpty(home) ? null
            : Path.Combine(home, ".cache");
    }

    // RuntimeInformation.RuntimeIdentifier may name the distribution; folders in packages never do.
    private static string RuntimeIdentifier()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string Advice() =>
        OperatingSystem.IsLinux()
            ? $"Start the program with ./unmask, which gets raylib once; or install raylib 5.5 or 6.0; or set {Variable} to its file."
            : $"Build with RaylibBinding=package, which brings raylib along; or install raylib 5.5 or newer; or set {Variable} to its file.";
}
