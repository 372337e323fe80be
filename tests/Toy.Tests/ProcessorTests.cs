using System.Diagnostics;

namespace Unmask.Toy.Tests;

/// <summary>What is promised to be the same on every processor (tests/Processors) is the same on arm64, as emulated here.</summary>
public sealed class ProcessorTests
{
    [Fact]
    public void Arm64_gives_the_same_names_predictions_games_weights_and_likelihoods()
    {
        string assembly = Path.Combine(Repository.Root, "artifacts", "bin", "Processors", "release", "Processors.dll");
        (int exitCode, string there, string error) = Script.RunOnArm64(assembly);
        Assert.True(exitCode == 0, error);

        using Process process = Process.Start(new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true })!;
        string here = process.StandardOutput.ReadToEnd();
        Assert.Equal(here.Split('\n'), there.Split('\n'));
        Assert.Equal(["names", "drafts", "predictions", "replays", "trainings", "likelihoods"], here.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Distinct());
    }
}
