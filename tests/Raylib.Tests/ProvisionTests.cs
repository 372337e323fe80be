using System.Diagnostics;
using System.IO.Compression;
using Unmask.Native;
using Xunit;

namespace Unmask.Tests;

/// <summary>
/// Where scripts/raylib.sh looks for libraylib and how it gets it, as processes in a copy of the scripts: with a package folder of its own, with
/// an apt that only writes down what it is asked, and with the system's folders elsewhere.
/// </summary>
public sealed class ProvisionTests : IDisposable
{
    /// <summary>Stands in for a package source that takes its time to say no.</summary>
    private const string NoPackage = "fetch_from_package() { return 1; }";

    private const string Asking = "unmask: Getting raylib 6.0 for the window, once: the package Raylib-cs (usually 3 to 15 s)\n";

    private const string Building = "unmask: Building raylib 6.0 for the window, once (usually 1 to 3 minutes)\n";

    /// <summary>Stands in for minutes of compiling.</summary>
    private const string StandInBuild = "#!/bin/bash\nmkdir -p \"${1%/*}\" && echo >\"$1\"\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask raylib-").FullName;

    public ProvisionTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere raylib comes with the package");
        foreach (string path in Directory.GetFiles(Path.Combine(Repository.Root, "scripts")).Append(Path.Combine(Repository.Root, "Directory.Packages.props")))
        {
            string copy = In(Path.GetRelativePath(Repository.Root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        Directory.CreateDirectory(In("feed"));
        Write("os-release", "ID=debian\n");
        // Knows no package, and no suite sid.
        WriteProgram("bin/apt-cache", "#!/bin/sh\n");
        WriteProgram("bin/apt-get",
            """
            #!/bin/bash
            echo "apt-get $*" >>"$TEST/asked"
            case "$*" in
                *indextargets*) echo "Packages stable http://127.0.0.1/archive" ;;
                *update*) echo "E: The repository 'http://127.0.0.1/archive sid Release' does not have a Release file."; exit 100 ;;
            esac
            """);
        WriteProgram("bin/sudo", "#!/bin/sh\nexec \"$@\"\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Built => In("cache/unmask/raylib-6.0/libraylib.so");

    private string Packaged => In("cache/unmask/raylib-6.0/package/libraylib.so");

    /// <summary>The scripts' order and the program's are one.</summary>
    [Fact]
    public void What_is_there_is_found_in_the_programs_order()
    {
        string[] files = [.. NativeRaylib.Candidates(null, "/nowhere", In("cache"))
            .Where(path => !path.StartsWith("/nowhere", StringComparison.Ordinal))
            .Select(path => Path.IsPathRooted(path) ? path : In($"system/{path}"))];
        Assert.Equal([Built, Packaged], files[..2]);
        foreach (string file in files)
            Write(file, "");

        Assert.Equal((0, "/my/own", ""), Ensure("export RAYLIB_LIBRARY=/my/own"));
        foreach (string file in files)
        {
            Assert.Equal((0, file, ""), Ensure());
            File.Delete(file);
        }
        Assert.False(File.Exists(In("asked")));
    }

    [Fact]
    public void Without_a_display_the_packages_library_is_the_last_resort()
    {
        Write(Packaged, "");
        Write(In("system/libraylib.so.550"), "");
        Assert.Equal((0, In("system/libraylib.so.550"), ""), Ensure("", "offscreen"));
        File.Delete(In("system/libraylib.so.550"));
        WriteProgram("scripts/build-raylib.sh", StandInBuild);
        Assert.Equal((0, Built, Building), Ensure("", "offscreen"));
        File.Delete(Built);
        WriteProgram("scripts/build-raylib.sh", "#!/bin/bash\nexit 1\n");
        Assert.Equal((0, Packaged, Building), Ensure("", "offscreen"));
    }

    [Fact]
    public void The_package_of_the_feed_comes_before_apt()
    {
        Pack(File.ReadAllBytes(Library()));
        Assert.Equal((0, Packaged, Asking), Ensure());
        Assert.Equal(File.ReadAllBytes(Library()), File.ReadAllBytes(Packaged));
        Assert.False(File.Exists(In("asked")));
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("empty", "The package sources here do not serve Raylib-cs")]
    [InlineData("missing", "The package sources here do not serve Raylib-cs")]
    [InlineData("other systems only", "The package sources here do not serve Raylib-cs with a libraylib for this system.")]
    [InlineData("no library", "The libraylib of the package Raylib-cs is of no use here: not a dynamic executable")]
    [InlineData("another library", "The libraylib of the package Raylib-cs is of no use here: it is older than raylib 5.5")]
    public void A_feed_that_does_not_help_is_told_of_and_the_next_way_is_gone(string feed, string told)
    {
        switch (feed)
        {
            case "missing": Directory.Delete(In("feed")); break;
            case "no library": Pack("no library at all"u8.ToArray()); break;
            case "another library": Pack(File.ReadAllBytes(SmallLibrary())); break;
            case "other systems only": Pack([1], "osx-arm64/native/libraylib.dylib"); break;
        }
        WriteProgram("scripts/build-raylib.sh", StandInBuild);
        (int status, string library, string said) = Ensure();
        Assert.Equal((0, Built), (status, library));
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([Asking.TrimEnd(), lines[1], Building.TrimEnd()], lines);
        Assert.StartsWith($"unmask: {told}", lines[1]);
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("libraylib550 libraylib600 libraylib-dev libraylib610", "libraylib600")]
    [InlineData("libraylib550 libraylib420", "libraylib550")]
    public void Then_comes_the_systems_package(string known, string installed)
    {
        WriteProgram("bin/apt-cache", $"#!/bin/sh\nprintf '%s\\n' {known}\n");
        WriteProgram("bin/apt-get", $"#!/bin/sh\necho \"apt-get $*\" >>\"$TEST/asked\"\nmkdir -p system\n: >system/libraylib.so.{installed[^3..]}\n");
        (int status, string library, _) = Ensure(NoPackage);
        Assert.Equal((0, In($"system/libraylib.so.{installed[^3..]}")), (status, library));
        Assert.EndsWith($" {installed}\n", File.ReadAllText(In("asked")));
    }

    [Fact]
    public void An_archive_without_Debians_sources_is_told_of_before_anything_is_installed()
    {
        (int status, string library, string said) = Ensure(NoPackage);
        Assert.Equal((1, ""), (status, library));
        Assert.Contains("unmask: raylib cannot be built here: ", said);
        Assert.EndsWith("unmask: The window needs libraylib 5.5 or 6.0. What helps: a NuGet source that serves Raylib-cs; or its file, named in RAYLIB_LIBRARY.\n", said);
        Assert.DoesNotContain("install", File.ReadAllText(In("asked")));
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("ID=ubuntu\nID_LIKE=debian", "a NuGet source that serves Raylib-cs")]
    [InlineData("ID=fedora", "dnf install raylib")]
    [InlineData("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"", "dnf install raylib")]
    [InlineData("ID=arch", "pacman -S raylib")]
    [InlineData("ID=manjaro\nID_LIKE=arch", "pacman -S raylib")]
    [InlineData("ID=alpine", "apk add raylib mesa-dri-gallium")]
    [InlineData("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"", "zypper install raylib-devel")]
    [InlineData("ID=nixos", "your system's package of raylib")]
    [InlineData("", "your system's package of raylib")]
    public void A_system_without_apt_hears_what_helps_there(string release, string help)
    {
        Write("os-release", release + "\n");
        (int status, _, string said) = Ensure(NoPackage + "; has() { [[ $1 != apt-get ]] && command -v \"$1\" >/dev/null; }");
        Assert.Equal(1, status);
        Assert.EndsWith($"unmask: The window needs libraylib 5.5 or 6.0. What helps: {help}; or its file, named in RAYLIB_LIBRARY.\n", said);
        Assert.False(File.Exists(In("asked")));
    }

    /// <summary>The package has a library for Linux on x64 with glibc, and for no other Linux.</summary>
    [Theory]
    [InlineData("HOSTTYPE=aarch64", "")]
    [InlineData("OSTYPE=linux-musl", "unmask: The libraylib of the package Raylib-cs needs glibc, and this system has musl.\n")]
    [InlineData("unset DISPLAY; export WAYLAND_DISPLAY=wayland-0", "unmask: Only Wayland is here (DISPLAY is not set)")]
    public void Where_the_packages_library_is_of_no_use_it_is_not_asked_for(string system, string said)
    {
        (int status, _, string all) = Ensure($"fetch_from_package() {{ : >fetched; return 1; }}; {system}");
        Assert.Equal(1, status);
        Assert.StartsWith(said, all);
        Assert.False(File.Exists(In("fetched")));
    }

    private (int Status, string Library, string Said) Ensure(string before = "", string how = "")
    {
        string script =
            $"""
            set -euo pipefail
            source scripts/provision.sh
            library_folders=("$PWD/system") os_release=$PWD/os-release
            {before}
            status=0
            ensure_raylib {how} || status=$?
            printf '%s' "$RAYLIB_LIBRARY"
            exit $status
            """;
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["TEST"] = _folder;
        start.Environment["XDG_CACHE_HOME"] = In("cache");
        start.Environment["NUGET_PACKAGES"] = In("packages");
        start.Environment["RestoreSources"] = In("feed");
        start.Environment["DISPLAY"] = ":0";
        start.Environment[NativeRaylib.Variable] = "";
        start.Environment.Remove("WAYLAND_DISPLAY");
        start.Environment.Remove("RaylibBinding");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>A package of the layout of Raylib-cs 8.0.0.</summary>
    private void Pack(byte[] library, string place = "linux-x64/native/libraylib.so")
    {
        using ZipArchive zip = ZipFile.Open(In("feed/Raylib-cs.8.0.0.nupkg"), ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(zip.CreateEntry("Raylib-cs.nuspec").Open()))
            manifest.Write("""<package><metadata><id>Raylib-cs</id><version>8.0.0</version><authors>nobody</authors><description>stand-in</description></metadata></package>""");
        using Stream entry = zip.CreateEntry($"runtimes/{place}").Open();
        entry.Write(library);
    }

    /// <summary>Beside what was got, the cache has locks alone.</summary>
    private void AssertNothingIsLeft() =>
        Assert.All(
            Directory.EnumerateFiles(In("cache"), "*", SearchOption.AllDirectories),
            path => Assert.True(path == Built || path == Packaged || path.EndsWith(".lock", StringComparison.Ordinal), path));

    private static string Library() =>
        NativeRaylib.Candidates().FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("./test names libraylib's file");

    /// <summary>A library that loads everywhere: the runtime's own.</summary>
    private static string SmallLibrary() => Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");

    private void WriteProgram(string path, string text)
    {
        Write(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(In(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }

    private string In(string path) => Path.Combine(_folder, path);
}
