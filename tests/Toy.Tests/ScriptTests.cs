using System.Diagnostics;

namespace Unmask.Toy.Tests;

/// <summary>The scripts start in every way that people start them, here with a program that only says its arguments.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask scripts ü-").FullName;

    public ScriptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are for Unix");
        Copy("unmask");
        Copy("test");
        Copy("global.json");
        foreach (string script in Directory.GetFiles(Path.Combine(Repository.Root, "scripts")))
            Copy($"scripts/{Path.GetFileName(script)}");
        Directory.CreateDirectory(In("artifacts/program"));
        File.WriteAllText(In("artifacts/program/unmask.dll"), "");
        File.WriteAllText(In("artifacts/program/unmask"), "#!/bin/sh\necho \"program $*\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(In("artifacts/program/unmask"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(In("artifacts/unmask.built"), $"{_folder} \n");
        File.WriteAllText(In("artifacts/ahead.done"), "");
        File.CreateSymbolicLink(In("link"), "unmask");
        Directory.CreateDirectory(In("elsewhere"));
        File.CreateSymbolicLink(In("elsewhere/link to a link"), "../link");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", "./unmask")]
    [InlineData("", "bash unmask")]
    [InlineData("", "sh unmask")]
    [InlineData("", "sh ./unmask")]
    [InlineData("", "./link")]
    [InlineData("", "bash link")]
    [InlineData("elsewhere", "../unmask")]
    [InlineData("elsewhere", "bash ../unmask")]
    [InlineData("elsewhere", "'./link to a link'")]
    [InlineData("elsewhere", "bash 'link to a link'")]
    [InlineData("", "PATH=.:$PATH; unmask")]
    [InlineData("", "CDPATH=.; export CDPATH; bash unmask")]
    [InlineData("elsewhere", "CDPATH=.:..:/; export CDPATH; ../unmask")]
    [InlineData("", "POSIXLY_CORRECT=1; export POSIXLY_CORRECT; bash unmask")]
    [InlineData("", "unset HOME; ./unmask")]
    [InlineData("", "exec <&-; ./unmask")]
    public void The_program_starts(string from, string command)
    {
        (int exitCode, string output, string error) = Run(from, $"{command} --version 'two words'");
        Assert.True((exitCode, output) == (0, "program --version two words\n"), $"{exitCode}: {output}{error}");
    }

    [Theory]
    [InlineData("", "bash test")]
    [InlineData("", "sh test")]
    [InlineData("elsewhere", "CDPATH=..:.; export CDPATH; bash ../test")]
    public void The_tests_start(string from, string command)
    {
        (int exitCode, _, string error) = Run(from, $"{command} Nothing.Tests");
        Assert.Equal((1, "unmask: There is no test project 'Nothing.Tests' in tests/.\n"), (exitCode, error));
    }

    /// <summary>The folder is replaced whole, here by an SDK that only says so, or fails midway.</summary>
    [Theory]
    [InlineData("exit 0", 0, "new\n", false)]
    [InlineData("exit 1", 1, "", true)]
    public void A_build_replaces_the_program_whole_or_not_at_all(string end, int exitCode, string output, bool isOldThere)
    {
        Directory.CreateDirectory(In("sdk"));
        File.WriteAllText(
            In("sdk/dotnet"),
            $"#!/bin/sh\n[ \"$1\" = publish ] || {{ echo 10.0.100; exit; }}\nmkdir -p \"$4\"; touch \"$4/unmask.dll\"; printf '#!/bin/sh\\necho new\\n' >\"$4/unmask\"; chmod +x \"$4/unmask\"; {end}\n");
        File.WriteAllText(In("artifacts/program/of an earlier version"), "");
        File.Delete(In("artifacts/unmask.built"));
        // Nothing is compiled ahead behind the test's back.
        File.SetLastWriteTimeUtc(In("artifacts/ahead.done"), DateTime.UtcNow.AddDays(1));
        (int code, string said, string error) = Run("", "chmod +x sdk/dotnet; PATH=$PWD/sdk:$PATH ./unmask generate");
        Assert.True((code, said) == (exitCode, output), $"{code}: {said}{error}");
        Assert.Equal(isOldThere, File.Exists(In("artifacts/program/of an earlier version")));
        Assert.True(File.Exists(In("artifacts/program/unmask.dll")));
    }

    /// <summary>Ctrl+C reaches everything in the foreground: here an SDK that would go on for a minute.</summary>
    [Fact]
    public void Ctrl_C_during_a_build_leaves_the_program_as_it_was()
    {
        Directory.CreateDirectory(In("sdk"));
        File.WriteAllText(In("sdk/dotnet"), "#!/bin/sh\n[ \"$1\" = publish ] || { echo 10.0.100; exit; }\nmkdir -p \"$4\"; touch \"$4/unmask.dll\"; sleep 60\n");
        File.Delete(In("artifacts/unmask.built"));
        (_, string said, string error) = Run("", """
            chmod +x sdk/dotnet
            exec bash -c '
                set -m; PATH=$PWD/sdk:$PATH ./unmask generate & started=$!
                while [[ ! -e artifacts/program.next/unmask.dll ]]; do sleep 0.05; done
                kill -INT -- -$started; wait $started; echo $?'
            """);
        Assert.True(said == "130\n", said + error);
        Assert.False(File.Exists(In("artifacts/unmask.built")));
        Assert.Equal("program again\n", Run("", "artifacts/program/unmask again").Output);
    }

    /// <summary>A project that fails, or that ends without a report, does not stop the others.</summary>
    [Theory]
    [InlineData("exit 0", "Model.Tests says this", "\n9 passed, 1 failed, 3 skipped\n")]
    [InlineData("rm artifacts/test-results/Model.Tests.xml; exit 3", "Model.Tests ended with code 3 and without a report: counted as one failure.", "\n4 passed, 2 failed, 1 skipped\n")]
    public void All_tests_run_and_are_counted(string end, string said, string last)
    {
        WriteTests("Model.Tests", "echo 'Model.Tests says this'", passed: 5, failed: 0, skipped: 2, end);
        WriteTests("Toy.Tests", "echo 'Toy.Tests says that'", passed: 4, failed: 1, skipped: 1, "exit 2");
        Directory.CreateDirectory(In("sdk"));
        File.WriteAllText(In("sdk/dotnet"), "#!/bin/sh\n[ \"$1\" != --version ] || echo 10.0.100\n");
        (int exitCode, string output, string error) = Run("", "chmod +x sdk/dotnet artifacts/bin/*/release/*; PATH=$PWD/sdk:$PATH ./test");
        Assert.True(exitCode == 1, output + error);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Contains("Toy.Tests says that", output, StringComparison.Ordinal);
        Assert.EndsWith(last, output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_desktops_menu_gets_an_entry_and_loses_it_again()
    {
        Directory.CreateDirectory(In("docs"));
        Copy("docs/icon.svg");
        string entry = In("menu/applications/unmask.desktop"), icon = In("menu/icons/hicolor/scalable/apps/unmask.svg");
        Assert.Equal(0, Run("elsewhere", "XDG_DATA_HOME=../menu; export XDG_DATA_HOME; bash ../scripts/install-desktop.sh").ExitCode);
        Assert.Contains($"\nExec=\"{_folder}/unmask\" play\n", File.ReadAllText(entry), StringComparison.Ordinal);
        Assert.True(File.Exists(icon));
        Assert.Equal(0, Run("elsewhere", "XDG_DATA_HOME=../menu; export XDG_DATA_HOME; bash ../scripts/install-desktop.sh --remove").ExitCode);
        Assert.False(File.Exists(entry) || File.Exists(icon));
    }

    /// <summary>Test programs that say something and write a report.</summary>
    private void WriteTests(string name, string says, int passed, int failed, int skipped, string end)
    {
        Directory.CreateDirectory(In($"tests/{name}"));
        File.WriteAllText(In($"tests/{name}/{name}.csproj"), "");
        Directory.CreateDirectory(In($"artifacts/bin/{name}/release"));
        string report = $"<assembly passed=\"{passed}\" failed=\"{failed}\" skipped=\"{skipped}\" errors=\"0\">";
        File.WriteAllText(In($"artifacts/bin/{name}/release/{name}"), $"#!/bin/sh\n{says}\necho '{report}' >artifacts/test-results/{name}.xml\n{end}\n");
    }

    private (int ExitCode, string Output, string Error) Run(string from, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = In(from), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("RaylibBinding");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private void Copy(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.Copy(Path.Combine(Repository.Root, path), In(path));
    }

    private string In(string path) => Path.Combine(_folder, path);
}
