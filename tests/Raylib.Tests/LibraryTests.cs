using System.Reflection;
using System.Runtime.InteropServices;
using Raylib_cs;
using Unmask.Native;
using Xunit;

namespace Unmask.Tests;

public class LibraryTests
{
    [Fact]
    public void The_variable_comes_first_then_the_programs_own_folders_then_the_cache_then_the_system()
    {
        IReadOnlyList<string> paths = NativeRaylib.Candidates("/opt/mine.so", "/app", "/cache");

        Assert.Equal("/opt/mine.so", paths[0]);
        Assert.StartsWith(Path.Combine("/app", "native"), paths[1]);
        Assert.StartsWith(Path.Combine("/app", "runtimes"), paths[2]);
        Assert.StartsWith(Path.Combine("/cache", "unmask", "raylib-6.0"), paths[3]);
        Assert.StartsWith(Path.Combine("/cache", "unmask", "raylib-6.0", "package"), paths[4]);
        Assert.NotEmpty(paths.Skip(5));
        Assert.All(paths.Skip(5), path => Assert.Equal(Path.GetFileName(path), path));
        Assert.Equal(paths.Except(["/opt/mine.so", paths[3], paths[4]]), NativeRaylib.Candidates(" ", "/app", null));
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
    public void Another_library_is_passed_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a library that every system has goes by another name elsewhere");
        Assert.True(NativeRaylib.TryLoad(out nint wanted, out string problem), problem);

        Assert.False(NativeRaylib.TryLoadFirst(["libm.so.6"], out _, out problem));
        Assert.Contains("libm.so.6 (loads, but is no raylib 5.5 or newer)", problem);
        Assert.True(NativeRaylib.TryLoadFirst(["libm.so.6", .. NativeRaylib.Candidates()], out nint library, out problem), problem);
        Assert.Equal(wanted, library);
    }

    [Fact]
    public void Every_declared_function_is_in_the_library()
    {
        Assert.True(NativeRaylib.TryLoad(out nint library, out string problem), problem);

        string[] declared = [.. from type in (Type[])[typeof(Raylib), typeof(Rlgl)]
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            let import = method.GetCustomAttribute<DllImportAttribute>()
            where import is not null
            select import.EntryPoint];
        Assert.True(declared.Length > 60, $"only {declared.Length} functions were found");
        Assert.All(declared, name => Assert.True(NativeLibrary.TryGetExport(library, name, out _), name));
    }
}
