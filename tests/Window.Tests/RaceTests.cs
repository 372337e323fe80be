using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Race;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

public class RaceTests
{
    [Fact]
    public void A_race_is_run_with_keys_and_clicks_under_typed_letters()
    {
        using LiveWindow window = LiveWindow.Open(["--scene=Race", "ma"]);
        window.Until("the contenders", () => window.SceneField("ready") == "yes");
        Assert.Equal("ma", window.SceneField("wanted"));
        window.Press("BackSpace", "BackSpace", "j", "o", "space");
        window.Until("a race", () => window.SceneField("races") == "1" && window.SceneField("running") == "False");
        Assert.All(window.SceneField("names").Split(',').Where(name => name != "-"), name => Assert.StartsWith("jo", name));
        window.Keep("finished");
        string seed = window.SceneField("seed");
        window.Press("Escape", "F4", "Return");
        window.Until("another race", () => window.SceneField("races") == "2" && window.SceneField("running") == "False");
        Assert.NotEqual(seed, window.SceneField("seed"));
    }
}

/// <summary>The race as it was last found good, between stand-ins.</summary>
[Collection("off-screen")]
public class RaceGoldenTests
{
    public static TheoryData<string, int, int> Views => new()
    {
        { "dark", 960, 600 }, { "light", 960, 600 }, { "dark", 1280, 720 }, { "light", 1280, 720 }, { "dark", 2560, 1440 }, { "light", 2560, 1440 },
    };

    [Fact]
    public void In_Play_a_name_taken_home_finds_the_mouse_where_it_is_now()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        const string overField = "says=What the name must be";
        stage.Frame(new Input { Mouse = stage.Layout.Pattern.Center, MouseMoved = true }, 0.1);
        Assert.Contains(overField, stage.Status, StringComparison.Ordinal);
        stage.Go(SceneKind.Race);
        stage.Frame(new Input(), 0.1);
        stage.Press(KeyboardKey.Space);
        var input = new Input();
        input.Type('1');
        stage.Frame(input, 0.1);
        Assert.IsType<PlayScene>(stage.Scene);
        Assert.DoesNotContain(overField, stage.Status, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string theme, int width, int height)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Go(SceneKind.Race);
        var input = new Input();
        stage.Frame(input, 0.1);
        ((RaceScene)stage.Scene).Game!.ForceEnding();
        stage.Press(KeyboardKey.Space);
        stage.Press(KeyboardKey.Space);
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"race-{theme}-{width}x{height}.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }
}
