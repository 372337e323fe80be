namespace Unmask.Toy.Tests.Program;

/// <summary>Standard output that does not take what is written.</summary>
public sealed class OutputTests(TrainedWeights weights)
{
    [Theory]
    [InlineData("generate --seed 1 --count 2000")]
    [InlineData("generate --seed 1 --count 1 --json")]
    [InlineData("predict")]
    [InlineData("play --seed 1")]
    public void A_full_disk_is_said(string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's");
        Run run = UnmaskProcess.Shell($"\"$U\" {command} --weights '{weights.Path}' > /dev/full");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("unmask: cannot write to standard output: No space left on device", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_onto_a_full_disk_is_said_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is Linux's");
        Run run = UnmaskProcess.Shell("\"$U\" --help > /dev/full");
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Closed_streams_are_no_crash()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        Run run = UnmaskProcess.Shell($"\"$U\" predict --weights '{weights.Path}' >&-");
        Assert.Equal((1, "unmask: standard output is closed; open it, or send it to /dev/null\n"), (run.ExitCode, run.Error));
        Assert.Equal(1, UnmaskProcess.Shell("\"$U\" predict --pattern 4 > /dev/null 2> /dev/full").ExitCode);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_error()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        Run run = UnmaskProcess.Shell($"\"$U\" generate --seed 1 --count 20000 --weights '{weights.Path}' | head -n 1");
        Assert.Equal(0, run.ExitCode);
        // A slow machine may have told of its progress.
        Assert.DoesNotContain("unmask:", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Lines);
    }
}
