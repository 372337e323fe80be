using System.Reflection;
using System.Runtime.InteropServices;
using Raylib_cs;
using Unmask.Native;
using Xunit;

namespace Unmask.Tests;

public class LibraryTests
{
    [Fact]
    public void The_variable_comes_first_then_the_programs_own_folders_then_the_system()
    {
        IReadOnlyList<string> paths = NativeRaylib.Candidates("/opt/mine.so", "/app");

        Assert.Equal("/opt/mine.so", paths[0]);
        Assert.StartsWith(Path.Combine("/app", "native"), paths[1]);
        int runtimes = paths.ToList().FindIndex(path => path.StartsWith(Path.Combine("/app", "runtimes")));
        int system = paths.ToList().FindIndex(path => !path.Contains(Path.DirectorySeparatorChar));
        Assert.InRange(runtimes, 2, system - 1);
        Assert.All(paths.Skip(system), path => Assert.Equal(Path.GetFileName(path), path));
    }

    [Fact]
    public void A_missing_library_is_explained_with_every_path_and_what_to_do()
    {
        string broken = Path.GetTempFileName();
        string[] paths = [broken, "/nowhere/libraylib.so", "libraylib-not-there.so"];
        try
        {
            Assert.False(NativeRaylib.TryLoadFirst(paths, out nint library, out string problem));

            Assert.Equal(0, library);
            Assert.All(paths, path => Assert.Contains(path, problem));
            Assert.Contains($"{broken} (is there, but does not load)", problem);
            Assert.Contains(NativeRaylib.Variable, problem);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    [Fact]
    public void Every_declared_function_is_in_the_library()
    {
        Assert.True(NativeRaylib.TryLoad(out nint library, out string problem), problem);

        string[] declared = typeof(Raylib).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic)
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .Select(method => method.Name)
            .ToArray();
        Assert.True(declared.Length > 150, $"only {declared.Length} functions were found");
        Assert.All(declared, name => Assert.True(NativeLibrary.TryGetExport(library, name, out _), name));
    }
}
