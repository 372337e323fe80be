using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Unmask.Tests;
using Xunit;

namespace Unmask.Model.Tests;

/// <summary>The page about one's own denoiser: its code is that of the sample, short, and does what it says.</summary>
public sealed class OwnDenoiserTests
{
    [Theory]
    [InlineData("Convolution.cs")]
    [InlineData("Program.cs")]
    public void The_page_shows_the_sample_as_it_is(string file)
    {
        string code = File.ReadAllText(Path.Combine(Repository.Root, "samples", "OwnDenoiser", file));
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "your-own-denoiser.md"));
        Assert.Contains($"```csharp\n{code}```\n", page, StringComparison.Ordinal);
        Assert.InRange(code.Count(c => c == '\n'), 10, 80);
    }

    [Fact]
    public void It_learns_is_evaluated_and_plays()
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "OwnDenoiser.exe" : "OwnDenoiser");
        using Process process = Process.Start(new ProcessStartInfo(program, ["150"]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Match said = Regex.Match(output, @"^Completed after 150 steps\nNELBO (\d+\.\d) nats per name held out\nma… becomes (ma[a-z]*)\n$");
        Assert.True(said.Success, output);
        // Twelve symbols drawn evenly cost 39.5.
        Assert.InRange(double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture), 10, 25);
    }
}
