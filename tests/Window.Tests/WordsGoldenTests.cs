using System.Numerics;
using Raylib_cs;
using Unmask.Model.Perceptrons;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The Play scene with a row of 24 slots and letters beyond ASCII, as it was last found good.</summary>
[Collection("off-screen")]
public class WordsGoldenTests
{
    [Theory]
    [InlineData("dark", 1280, 720)]
    [InlineData("light", 960, 600)]
    public void It_looks_as_it_did(string theme, int width, int height)
    {
        var ukrainian = new Alphabet("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя");
        // Untrained: what it says does not matter, and is the same on every machine.
        var denoiser = new Mlp(Mlp.RandomWeights(3, takesTime: false, ShapeProfile.Words, ukrainian), ukrainian);
        using var stage = new OffscreenStage(denoiser, width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Type("щуїґ");
        stage.Game.Restrict(5, new(0b1_0000_0000_0100_0001));
        stage.Game.Reveal(9);
        stage.Point(stage.Layout.Tiles[7].Center);
        Assert.Null(Difference(stage, $"words-{theme}-{width}x{height}-playing.png"));
        stage.Point(new Vector2(-1, -1));
        stage.Press(KeyboardKey.Enter);
        Assert.Null(Difference(stage, $"words-{theme}-{width}x{height}-finished.png"));
    }

    private static string? Difference(OffscreenStage stage, string name)
    {
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, name);
        Raylib.UnloadImage(image);
        return difference;
    }
}
