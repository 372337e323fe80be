using System.Diagnostics;

namespace Unmask.Tests;

/// <summary>A script of this repository that checks something which not every machine can.</summary>
internal static class Script
{
    /// <summary>The scripts' code for: this machine cannot, and the lines on standard error say why.</summary>
    private const int NotHere = 77;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Runs it and returns its exit code with what it wrote; where the machine cannot, the test is skipped.</summary>
    /// <param name="name">A file in <c>scripts</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (int ExitCode, string Output, string Error) Run(string name, params string[] arguments)
    {
        Xunit.Assert.SkipUnless(OperatingSystem.IsLinux(), "what this needs is had only on Linux");
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "scripts", name), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"no end after {Patience}");
        }
        Xunit.Assert.SkipWhen(process.ExitCode == NotHere, error.Result);
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Runs a .NET program, the very assembly that was built here, on an emulated arm64 processor.</summary>
    public static (int ExitCode, string Output, string Error) RunOnArm64(string assembly, params string[] arguments) =>
        Run("processors.sh", ["--on", "arm64", assembly, .. arguments]);
}
