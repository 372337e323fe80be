using System.Text.RegularExpressions;

namespace Unmask.Toy.Tests.Program;

/// <summary>The game without a display.</summary>
public sealed class PlayTests(TrainedWeights weights)
{
    [Fact]
    public void With_Wayland_alone_it_says_what_raylib_needs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Wayland is Linux's");
        Run run = UnmaskProcess.RunWith([("WAYLAND_DISPLAY", "wayland-nowhere")], "play", "--seed", "7");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^unmask: no window: only Wayland is here.*Xwayland.*RAYLIB_LIBRARY; playing in the terminal instead\n$", run.Error);
    }

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
        // m, a, Enter, Ctrl+Z, Escape.
        Run run = OnTerminal(Path.Combine(Path.GetTempPath(), "unmask-without-a-home"), ["m", "a", @"\r", @"\032", @"\033"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\e[?1049h", run.Output, StringComparison.Ordinal);
        Assert.Matches("is (known|real|new)", run.Output);
        Assert.True(run.Output.LastIndexOf("\e[?1049l", StringComparison.Ordinal) > run.Output.LastIndexOf("slot", StringComparison.Ordinal));
        Assert.Contains("\e[?25h", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_terminal_sets_codes_and_the_shelf_work_as_in_the_window()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs script(1) of util-linux");
        string home = Directory.CreateTempSubdirectory("unmask").FullName;
        try
        {
            // [mn], Enter, Ctrl+L likes, Ctrl+X shows the code, Escape.
            string[] keys = ["[", "m", "n", "]", @"\r", @"\014", @"\030", @"\033"];
            Run run = OnTerminal(home, keys);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("only these letters here", run.Output, StringComparison.Ordinal);
            Assert.Contains("On your shelf.", run.Output, StringComparison.Ordinal);
            Assert.Contains("weakest letter:", run.Output, StringComparison.Ordinal);
            string shelf = File.ReadAllText(Path.Combine(home, "shelf.json"));
            Assert.Matches("\"[mn][a-z]*\"", shelf);
            // After the board has left, the code stands there to be copied.
            string left = run.Output[run.Output.LastIndexOf("\e[?1049l", StringComparison.Ordinal)..];
            string code = Regex.Match(left, "unmask1-[A-Za-z0-9_-]+").Value;
            Assert.NotEqual("", code);
            Run again = OnTerminal(home, [@"\026", code, @"\r", @"\024", @"\033"]);
            Assert.Contains("1 of 1 on your shelf", again.Output, StringComparison.Ordinal);
            Assert.Contains("weakest letter:", again.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>Presses keys on the board, each after it has had time to show the last.</summary>
    private Run OnTerminal(string home, string[] keys) => UnmaskProcess.Shell(
        $$"""(sleep 4; for k in {{string.Join(' ', keys.Select(key => $"'{key}'"))}}; do printf "$k"; sleep 0.7; done; sleep 1) | UNMASK_HOME='{{home}}' TERM=xterm-256color script -qec "\"$U\" play --weights '{{weights.Path}}' --seed 7 2>/dev/null" /dev/null""");
}
