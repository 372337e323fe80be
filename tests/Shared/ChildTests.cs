using System.Diagnostics;
using System.Reflection;

namespace Unmask.Tests;

/// <summary>Runs some of this program's tests once more, in a process with a setting of its own: without some of the processor's instructions, say.</summary>
internal static class ChildTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs the tests that pass a filter and returns the exit code with what they wrote.</summary>
    /// <param name="filter">An option of the test program with its values, e.g. <c>--filter-namespace</c>; must not let the test through that calls this.</param>
    /// <param name="variable">An environment variable to set, e.g. the runtime's <c>DOTNET_EnableAVX2</c>.</param>
    /// <param name="value">What to set it to.</param>
    public static (int ExitCode, string Output) Run(string[] filter, string variable, string value = "0")
    {
        string library = Assembly.GetExecutingAssembly().Location;
        string program = Path.ChangeExtension(library, OperatingSystem.IsWindows() ? ".exe" : null);
        string[] arguments = ["--no-progress", "--no-ansi", .. filter];
        ProcessStartInfo start = File.Exists(program) ? new(program, arguments) : new("dotnet", [library, .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment[variable] = value;
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
