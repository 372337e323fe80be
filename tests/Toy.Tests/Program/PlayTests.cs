namespace Unmask.Toy.Tests.Program;

/// <summary>The game without a display.</summary>
public sealed class PlayTests(TrainedWeights weights)
{
    [Fact]
    public void On_a_pipe_it_says_why_there_is_no_window_and_prints_one_generation()
    {
        Run run = UnmaskProcess.Run("play", "--weights", weights.Path, "--pattern", "ma", "--seed", "7");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^unmask: no window: no display.*; playing in the terminal instead\n$", run.Error);
        string[] rows = [.. run.Lines.TakeWhile(line => line.StartsWith("t ", StringComparison.Ordinal)).Select(line => line.Split("  ")[^1])];
        Assert.Equal("ma__________", rows[0]);
        Assert.Matches(@"^ma[a-z]*\.*$", rows[^1]);
        Assert.True(rows.Length > 3);
        for (int i = 1; i < rows.Length; i++)
            Assert.True(rows[i].Count(c => c == '_') < rows[i - 1].Count(c => c == '_'));
        Assert.Matches("is (known|real|new)", run.Output);

        Run again = UnmaskProcess.Run("replay", run.Lines[^1].Split(' ')[^1], "--weights", weights.Path);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(rows, again.Lines[1..].Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    [Fact]
    public void It_is_what_happens_without_a_command() =>
        Assert.Equal(
            UnmaskProcess.Run("play", "--weights", weights.Path, "--seed", "7").Output,
            UnmaskProcess.Run("--weights", weights.Path, "--seed", "7").Output);

    [Fact]
    public void On_a_terminal_keys_play_and_Escape_restores_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs script(1) of util-linux");
        // m, a, Enter, Ctrl+Z, Escape, each after the board has had time to show the last.
        Run run = UnmaskProcess.Shell(
            $$"""(sleep 1; for k in m a '\r' '\032' '\033'; do printf "$k"; sleep 0.7; done; sleep 1) | TERM=xterm-256color script -qec "\"$U\" play --weights '{{weights.Path}}' --seed 7" /dev/null""");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\e[?1049h", run.Output, StringComparison.Ordinal);
        Assert.Matches("is (known|real|new)", run.Output);
        Assert.True(run.Output.LastIndexOf("\e[?1049l", StringComparison.Ordinal) > run.Output.LastIndexOf("slot", StringComparison.Ordinal));
        Assert.Contains("\e[?25h", run.Output, StringComparison.Ordinal);
    }
}
