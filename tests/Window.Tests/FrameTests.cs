using System.Numerics;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

[Collection("off-screen")]
public class FrameTests
{
    /// <summary>Every scene, and in Play the candidates of a slot, where a head looks, and the shelf, too.</summary>
    public static TheoryData<string, string> Scenes => [.. Enum.GetNames<SceneKind>().Select(name => (name, "")), ("Play", "candidates"), ("Play", "head"), ("Play", "shelf")];

    [Theory, MemberData(nameof(Scenes))]
    public void A_frame_in_steady_state_allocates_nothing(string scene, string besides)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new LookingDenoiser(new NeighborDenoiser(names)), 960, 600, Theme.Dark, synchronous: false);
        if (besides == "shelf")
        {
            stage.Type("mia.");
            Control(stage, 'L');
            Control(stage, 'K');
            Control(stage, 'T');
        }
        stage.Type("ma");
        if (besides == "head")
            Control(stage, 'W');
        bool overCandidates = besides == "candidates";
        stage.Go(Enum.Parse<SceneKind>(scene));
        Vector2 start = overCandidates ? stage.Layout.Chip(4, 2, PlayLayout.FanSize).Center : stage.Layout.Tiles[4].Center;
        var input = new Input { MouseMoved = true };
        if (overCandidates)
            stage.Point(stage.Layout.Tiles[4].Center);
        // Code that has not been optimised yet boxes what it formats; steady state is what comes after, and after what a scene loads when it is entered.
        long allocated = -1;
        for (int attempt = 0; attempt < 100 && allocated != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 60; i++)
            {
                // Over a candidate, or over everything that is there.
                input.Mouse = overCandidates ? start + new Vector2(2 * i, i % 2) : new Vector2((start.X + 37 * i) % 960, (start.Y + 11 * i) % 600);
                stage.Frame(input, 1 / 60.0);
            }
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }

    private static void Control(OffscreenStage stage, char letter)
    {
        var input = new Input();
        input.Press((Raylib_cs.KeyboardKey)letter);
        input.Hold(control: true, leftAlt: false, rightAlt: false);
        stage.Frame(input, 1);
    }
}
