using Raylib_cs;
using Unmask.Model.Text;
using Unmask.Model.Transformers;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>Where the heads look: the control, and how it looks.</summary>
[Collection("off-screen")]
public sealed class HeadsTests
{
    [Fact]
    public void Key_and_control_go_through_the_heads_and_a_picked_tile_has_its_line()
    {
        using OffscreenStage stage = Stage(960, 600, Theme.Dark);
        stage.Type("ma");
        Assert.Contains("head=0", stage.Status, StringComparison.Ordinal);
        Control(stage, 'W');
        Assert.Contains("head=1", stage.Status, StringComparison.Ordinal);
        stage.Frame(new Input { Mouse = stage.Layout.WhyChip.Center, MouseMoved = true, LeftPressed = true }, 0.1);
        Assert.Contains("head=2", stage.Status, StringComparison.Ordinal);
        Control(stage, 'W');
        Assert.Contains("head=0", stage.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void A_denoiser_without_heads_has_no_control_and_says_so_to_the_key()
    {
        using Stream names = Names();
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        stage.Frame(new Input { Mouse = stage.Layout.WhyChip.Center, MouseMoved = true, LeftPressed = true }, 0.1);
        Assert.Null(stage.Game.Message);
        Control(stage, 'W');
        Assert.EndsWith("has no heads. The transformer has.", stage.Game.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, int, int> Views => new() { { "dark", 960, 600 }, { "light", 960, 600 }, { "dark", 1280, 720 }, { "light", 1280, 720 }, { "light", 2560, 1440 } };

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string theme, int width, int height)
    {
        using OffscreenStage stage = Stage(width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Type("ma");
        stage.Game.Forbid(2, SymbolSet.Of(17));
        stage.Game.Reveal(4);
        Control(stage, 'W');
        stage.Point(stage.Layout.Tiles[3].Center);
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"{theme}-{width}x{height}-heads.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }

    /// <summary>24 narrow tiles, some with letters that are ruled out, under a transformer of random weights.</summary>
    [Theory]
    [InlineData("dark", 1280, 720)]
    [InlineData("light", 960, 600)]
    public void Shares_have_room_on_a_row_of_words(string theme, int width, int height)
    {
        var ukrainian = new Alphabet("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя");
        var denoiser = new Transformer<WordTransformer>(WordTransformer.Shape.RandomWeights(3, takesTime: false, ukrainian), ukrainian);
        using var stage = new OffscreenStage(denoiser, width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Type("щуїґ");
        stage.Game.Forbid(6, SymbolSet.Of(3));
        Control(stage, 'W');
        Control(stage, 'W');
        stage.Point(stage.Layout.Tiles[5].Center);
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"words-{theme}-{width}x{height}-heads.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }

    private static OffscreenStage Stage(int width, int height, Theme theme)
    {
        using Stream names = Names();
        return new(new LookingDenoiser(new NeighborDenoiser(names)), width, height, theme);
    }

    private static Stream Names() => typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;

    private static void Control(OffscreenStage stage, char letter)
    {
        var input = new Input();
        input.Press((KeyboardKey)letter);
        input.Hold(control: true, leftAlt: false, rightAlt: false);
        stage.Frame(input, 0.1);
    }
}
