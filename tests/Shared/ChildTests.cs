using System.Diagnostics;
using System.Reflection;

namespace Unmask.Tests;

/// <summary>Runs some of this program's tests once more, in a process that is told to do without some of the processor's instructions.</summary>
internal static class ChildTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the tests of one namespace and returns the exit code with what they wrote.</summary>
    /// <param name="testNamespace">Must not hold the test that calls this.</param>
    /// <param name="setting">A switch of the runtime, e.g. <c>DOTNET_EnableAVX2</c>, that is set to 0.</param>
    public static (int ExitCode, string Output) Run(string testNamespace, string setting)
    {
        string library = Assembly.GetExecutingAssembly().Location;
        string program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        string[] arguments = ["--no-progress", "--no-ansi", "--filter-namespace", testNamespace];
        ProcessStartInfo start = File.Exists(program) ? new(program, arguments) : new("dotnet", [library, .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment[setting] = "0";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"no end after {Patience}");
        }

        return (process.ExitCode, output.Result + error.Result);
    }
}
