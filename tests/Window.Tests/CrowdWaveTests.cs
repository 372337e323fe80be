using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>How long a finished wave stays.</summary>
[Collection("off-screen")]
public sealed class CrowdWaveTests
{
    [Fact]
    public void It_waits_ten_seconds_for_who_chooses_by_keys_and_then_goes_on()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 1280, 720, Theme.Dark);
        stage.Go(SceneKind.Crowd);
        for (int frame = 0; frame < 200 && !IsFinished(stage); frame++)
            stage.Frame(new Input(), 0.2);
        var down = new Input();
        down.Press(KeyboardKey.Down);
        stage.Frame(down, 0.1);
        Assert.Contains("picked=0", stage.Status, StringComparison.Ordinal);
        for (int second = 0; second < 9; second++)
        {
            stage.Frame(new Input(), 1);
            Assert.True(IsFinished(stage), $"it went on after {second} s: {stage.Status}");
        }
        stage.Frame(new Input(), 2);
        stage.Frame(new Input(), 2);
        Assert.False(IsFinished(stage), stage.Status);
    }

    private static bool IsFinished(OffscreenStage stage) => stage.Status.Contains("finished=64", StringComparison.Ordinal);
}
