using System.Numerics;
using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>
/// The Play scene as it was last found good.
/// </summary>
[Collection("off-screen")]
public class GoldenTests
{
    public static TheoryData<string, int, int> Views => new()
    {
        { "dark", 1280, 720 },
        { "light", 1280, 720 },
        { "dark", 960, 600 },
        { "light", 960, 600 },
        { "dark", 2560, 1440 },
        { "light", 2560, 1440 },
    };

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string theme, int width, int height)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        string view = $"{theme}-{width}x{height}";
        var changed = new List<string>();
        stage.Type("ma");
        stage.Game.Restrict(4, new(0b1_0001_0001));
        stage.Game.Reveal(6);
        stage.Point(stage.Layout.Tiles[3].Center);
        Compare("playing");
        stage.Point(stage.Layout.Chip(3, 1, PlayLayout.FanSize).Center);
        Compare("foreseen");
        stage.Point(new Vector2(-1, -1));
        stage.Press(KeyboardKey.Enter);
        Compare("finished");
        Assert.True(stage.Table.SetPattern("*anna"));
        stage.Frame(new Input(), 1);
        Compare("floating");
        stage.Type("*[");
        Compare("writing");
        Assert.True(changed.Count == 0, string.Join('\n', changed));

        void Compare(string moment)
        {
            Image image = stage.Draw();
            if (Golden.Difference(image, $"{view}-{moment}.png") is { } difference)
                changed.Add(difference);
            Raylib.UnloadImage(image);
        }
    }
}
