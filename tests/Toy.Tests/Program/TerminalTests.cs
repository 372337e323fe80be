using System.Text.RegularExpressions;

namespace Unmask.Toy.Tests.Program;

/// <summary>Output on a terminal: colour only where it is wanted, and no wider than it is.</summary>
public sealed class TerminalTests(TrainedWeights weights)
{
    [Theory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    [InlineData("TERM=dumb", false)]
    public void Colour_is_shown_where_it_is_wanted(string setting, bool coloured)
    {
        Run run = OnTerminal(80, $"TERM=xterm-256color {setting} \"$U\" generate --weights '{weights.Path}' --seed 7 --count 3");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("known|real|new", run.Output);
        // Select Graphic Rendition; the runtime itself sets the keypad mode.
        Assert.Equal(coloured, Regex.IsMatch(run.Output, @"\e\[[0-9;]*m"));
    }

    [Fact]
    public void Nothing_of_a_terminal_goes_into_a_pipe()
    {
        foreach (string command in (string[])["generate --seed 7 --count 3", "predict", "noise emma --seed 1", "compare --rounds 1 --samples 5 --split validation", "kernels", "--help"])
        {
            Run run = UnmaskProcess.Shell($"\"$U\" {command} | cat");
            Assert.NotEqual("", run.Output);
            Assert.DoesNotContain('\e', run.Output);
            Assert.DoesNotContain('\r', run.Output);
        }
    }

    [Theory]
    [InlineData(40, "predict --pattern ma")]
    [InlineData(50, "compare --rounds 1 --samples 5 --split validation")]
    [InlineData(40, "generate --seed 7 --count 3")]
    [InlineData(40, "noise emma --seed 1")]
    [InlineData(60, "benchmark --seconds 1")]
    [InlineData(60, "kernels")]
    [InlineData(60, "evaluate --rounds 1 --samples 5 --split validation")]
    [InlineData(60, "generate --temperatures 0.5,1.0 --count 20 --seed 7")]
    public void Lines_fit_a_narrow_terminal(int columns, string command)
    {
        Run run = OnTerminal(columns, $"NO_COLOR=1 TERM=xterm \"$U\" {command} 2>/dev/null");
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Lines);
        Assert.All(run.Lines, line => Assert.True(Regex.Replace(line, "\\e\\[\\?1h\\e=|\\r", "").Length <= columns, line));
    }

    private static Run OnTerminal(int columns, string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs script(1) of util-linux");
        return UnmaskProcess.Shell($"script -qec 'stty cols {columns} rows 40; {command.Replace("'", "'\\''", StringComparison.Ordinal)}' /dev/null");
    }
}
