using System.Diagnostics;

namespace Unmask.Toy.Tests.Program;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The built program as its users meet it: a process. It lies next to the tests.</summary>
internal static class UnmaskProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Names another build of the program to test: the one compiled ahead of time.</summary>
    public const string Variable = "UNMASK_PROGRAM";

    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable)
        ?? System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "unmask.exe" : "unmask");

    /// <summary>Runs <c>unmask</c> without a display, in a folder of its own.</summary>
    public static Run Run(params string[] arguments) => RunWith([], arguments);

    /// <summary>The same with environment variables set, or removed where the value is null.</summary>
    public static Run RunWith((string Name, string? Value)[] environment, params string[] arguments)
    {
        using Process process = Start(Path, environment, arguments);
        return Finish(process);
    }

    /// <summary>Runs a shell command line in which <c>$U</c> is the program.</summary>
    public static Run Shell(string script)
    {
        using Process process = Start("/bin/sh", [("U", Path)], "-c", script);
        return Finish(process);
    }

    public static Process Start(string file, (string Name, string? Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = System.IO.Path.GetTempPath(),
        };
        start.Environment.Remove("DISPLAY");
        start.Environment.Remove("WAYLAND_DISPLAY");
        // What the tests' user has chosen in the game is no business of theirs.
        start.Environment["UNMASK_HOME"] = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "unmask-without-a-home");
        foreach ((string name, string? value) in environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    public static Run Finish(Process process, TimeSpan? patience = null)
    {
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience ?? Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("the program has not ended");
        }
        return new Run(process.ExitCode, output.Result, error.Result);
    }
}
