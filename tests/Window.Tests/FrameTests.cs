using System.Numerics;
using Unmask.Model.Names;
using Unmask.Toy.Game.Play;
using Unmask.Toy.Game.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

[Collection("off-screen")]
public class FrameTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frame_in_steady_state_allocates_nothing(bool overCandidates)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        stage.Type("ma");
        Vector2 start = overCandidates ? stage.Layout.Chip(4, 2, PlayLayout.FanSize).Center : stage.Layout.Tiles[4].Center;
        var input = new Input { MouseMoved = true };
        stage.Point(stage.Layout.Tiles[4].Center);
        // Code that has not been optimised yet boxes what it formats; steady state is what comes after.
        long allocated = -1;
        for (int attempt = 0; attempt < 50 && allocated != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 60; i++)
            {
                input.Mouse = start + new Vector2(2 * i, i % 2);
                stage.Frame(input, 1 / 60.0);
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }
}
