using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Unmask.Toy.Tests.Program;

/// <summary>A signal ends every command in good order, with the shells' exit code.</summary>
public sealed class EndTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-ends-").FullName;

    public static TheoryData<string, int> Signals => new() { { "INT", 130 }, { "TERM", 143 }, { "HUP", 129 } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Signals))]
    public void The_terminal_board_leaves_the_terminal_and_the_settings_in_order(string signal, int exitCode)
    {
        // Ctrl+O chooses another order, which the settings keep.
        using Process terminal = OnTerminal($"stty -g >'{In("before")}'; sh -c 'echo $$ >\"{In("pid")}\"; exec \"$U\" play'; code=$?; stty -g >'{In("after")}'; exit $code");
        ReadUntil(terminal, "\e[?1049h");
        terminal.StandardInput.Write('\x0f');
        terminal.StandardInput.Flush();
        string settings = In("settings.json");
        Await.Until(() => File.Exists(settings));
        Send(signal, int.Parse(File.ReadAllText(In("pid")), CultureInfo.InvariantCulture));
        Run run = UnmaskProcess.Finish(terminal);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("\e[?1049l", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?25l", run.Output[run.Output.LastIndexOf("\e[?25h", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(In("before")), File.ReadAllText(In("after")));
        Assert.Contains("\"order\"", File.ReadAllText(settings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_that_is_closed_ends_the_board()
    {
        // The shell outlives the hang-up, and leaves its default to the program.
        using Process terminal = OnTerminal($"trap : HUP; \"$U\" play 2>'{In("error")}'; echo $? >'{In("code.part")}'; mv '{In("code.part")}' '{In("code")}'");
        ReadUntil(terminal, "\e[?1049h");
        terminal.Kill();
        terminal.WaitForExit();
        Await.Until(() => File.Exists(In("code")));
        Assert.Equal("129\n", File.ReadAllText(In("code")));
        // Which seed, and why no window, both said at the start: nothing of the end.
        Assert.Collection(
            File.ReadAllLines(In("error")),
            line => Assert.Matches("^seed [0-9]+ \\(repeat with --seed [0-9]+\\)$", line),
            line => Assert.Matches("^unmask: no window: .*; playing in the terminal instead$", line));
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void A_command_without_anything_to_keep_ends_at_once(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        using Process process = UnmaskProcess.Start(UnmaskProcess.Path, [], "generate", "--count", "100000", "--order", "entropy", "--seed", "1", "-d", "transformer");
        Assert.NotNull(process.StandardOutput.ReadLine());
        Send(signal, process.Id);
        Assert.Equal(exitCode, UnmaskProcess.Finish(process).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Weights_that_are_being_judged_are_saved_and_a_signal_is_heard(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        string output = In("m.safetensors");
        using Process process = UnmaskProcess.Start(UnmaskProcess.Path, [], "train", "-d", "transformer", "--steps", "3", "--samples", "100000", "--out", output);
        Await.Until(() => File.Exists(output));
        Send(signal, process.Id);
        Assert.Equal(exitCode, UnmaskProcess.Finish(process).ExitCode);
        Assert.Equal([output], Directory.GetFiles(_folder));
        Assert.Equal(1, UnmaskProcess.Run("train", "-d", "transformer", "--steps", "3", "--out", output).ExitCode);
        Assert.Equal(0, UnmaskProcess.Run("generate", "-w", output, "-n", "1", "-s", "1").ExitCode);
    }

    [Fact]
    public void A_training_that_ignores_hang_ups_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals to send");
        string output = In("m.safetensors");
        using Process process = UnmaskProcess.Start("/bin/sh", [("U", UnmaskProcess.Path)], "-c", $"trap '' HUP; exec \"$U\" train --steps 1000000 --out '{output}' --json");
        Assert.StartsWith("step ", process.StandardError.ReadLine(), StringComparison.Ordinal);
        Send("HUP", process.Id);
        Assert.StartsWith("step ", process.StandardError.ReadLine(), StringComparison.Ordinal);
        Send("TERM", process.Id);
        Assert.Equal(143, UnmaskProcess.Finish(process).ExitCode);
    }

    private Process OnTerminal(string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs script(1) of util-linux");
        string script = $"stty cols 100 rows 30; {command}";
        return UnmaskProcess.Start("script", [("U", UnmaskProcess.Path), ("UNMASK_HOME", _folder), ("TERM", "xterm-256color"), ("SHELL", "/bin/sh")], "-qec", script, "/dev/null");
    }

    private static string ReadUntil(Process process, string sign)
    {
        var read = new StringBuilder();
        while (!read.ToString().Contains(sign, StringComparison.Ordinal))
        {
            int next = process.StandardOutput.Read();
            Assert.True(next >= 0, $"the program ended: {read}");
            read.Append((char)next);
        }
        return read.ToString();
    }

    private static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private string In(string name) => Path.Combine(_folder, name);
}
