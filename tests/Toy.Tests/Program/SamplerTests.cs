using Unmask.Model.Diffusion;

namespace Unmask.Toy.Tests.Program;

/// <summary>Samplers on the command line.</summary>
public sealed class SamplerTests(TrainedWeights weights)
{
    private Run Generate(params string[] more) => UnmaskProcess.Run(["generate", "--weights", weights.Path, "--seed", "7", .. more]);

    [Fact]
    public void Every_order_and_remasking_makes_names_of_its_own()
    {
        string[] usual = Generate().Lines;
        Assert.Equal(usual, Generate("--order", "comb", "--steps", "8", "--remask", "none").Lines);
        foreach (string[] options in new string[][] { ["--order", "right-to-left"], ["--order", "5,3,1"], ["--remask", "introspective", "--strength", "1"], ["--order", "entropy", "--gamma", "3"] })
        {
            Run run = Generate(["--pattern", "ma", .. options]);
            Assert.Equal((0, 10), (run.ExitCode, run.Lines.Length));
            Assert.All(run.Lines, name => Assert.StartsWith("ma", name, StringComparison.Ordinal));
            Assert.NotEqual(usual, Generate(options).Lines);
        }
    }

    [Theory]
    [InlineData("--order", "sideways", "unknown reveal order 'sideways'")]
    [InlineData("--order", "13", "--order names slot 13, but a row of 'mlp' has 12")]
    [InlineData("--order", "2,2", "--order: slot 2 comes twice")]
    [InlineData("--remask", "capp", "unknown remasking 'capp'")]
    [InlineData("--strength", "2", "--strength must be a number from 0 to 1, not '2'")]
    [InlineData("--gamma", "x", "--gamma must be a number from 0 to 10, not 'x'")]
    [InlineData("--verify", "mlp", "'mlp' cannot verify, because it is not autoregressive")]
    public void What_makes_no_sense_is_refused(string option, string value, string expected)
    {
        Run run = Generate(option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Verifying_takes_no_order()
    {
        Run run = Generate("--verify", "mlp", "--order", "margin");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("leave --order out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_samplers_stand_in_tables()
    {
        Run run = UnmaskProcess.Run("evaluate", "-w", weights.Path, "--samplers", "--samples", "3");
        Assert.Equal(0, run.ExitCode);
        int orders = RevealOrders.All.Count - 1;
        Assert.Equal(4 * orders * Remaskings.All.Count, run.Lines.Count(line => line.StartsWith("| 4 ", StringComparison.Ordinal) || line.StartsWith("| 8 ", StringComparison.Ordinal)
            || line.StartsWith("| 16 ", StringComparison.Ordinal) || line.StartsWith("| 32 ", StringComparison.Ordinal)));
        Assert.All(["nothing", "prefix", "infix", "suffix"], kind => Assert.Contains(run.Lines, line => line.StartsWith($"| {kind} ", StringComparison.Ordinal)));
        Assert.Equal(2, UnmaskProcess.Run("evaluate", "-w", weights.Path, "--samplers", "--json").ExitCode);
    }
}
