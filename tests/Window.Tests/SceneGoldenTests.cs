using Raylib_cs;
using Unmask.Model.Names;
using Unmask.Toy.Game;
using Unmask.Toy.Game.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The scenes beside Play as they were last found good.</summary>
[Collection("off-screen")]
public class SceneGoldenTests
{
    private static readonly (int Width, int Height)[] Sizes = [(960, 600), (1280, 720), (2560, 1440)];

    public static TheoryData<string, string, int, int> Views
    {
        get
        {
            var views = new TheoryData<string, string, int, int>();
            foreach (string scene in (string[])["Crowd", "Train", "Duel"])
            {
                foreach ((int width, int height) in Sizes)
                {
                    views.Add(scene, "dark", width, height);
                    views.Add(scene, "light", width, height);
                }
            }
            return views;
        }
    }

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string scene, string theme, int width, int height)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Type("ma");
        stage.Go(Enum.Parse<SceneKind>(scene));
        var idle = new Input();
        for (int frame = 0; frame < 8; frame++)
            stage.Frame(idle, 0.1);
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"{scene.ToLowerInvariant()}-{theme}-{width}x{height}.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }
}
