using Raylib_cs;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Perceptrons;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The shelf's card, by keys and mouse, and how it looks.</summary>
[Collection("off-screen")]
public sealed class ShelfTests
{
    [Fact]
    public void Keys_pick_play_take_off_and_put_back_and_go_elsewhere_with_any_other()
    {
        using OffscreenStage stage = Stage(960, 600, Theme.Dark);
        Control(stage, 'T');
        Assert.Contains("shelf=0 picked=-1", stage.Status, StringComparison.Ordinal);
        stage.Press(KeyboardKey.Enter);
        string name = stage.Game.Board.Name;
        int moments = stage.Game.Branch.Count;
        Control(stage, 'L');
        Control(stage, 'T');
        Control(stage, 'T');
        Assert.Contains("shelf=1 picked=0", stage.Status, StringComparison.Ordinal);
        stage.Press(KeyboardKey.Delete);
        Assert.Contains("shelf=0 picked=0", stage.Status, StringComparison.Ordinal);
        stage.Press(KeyboardKey.Backspace);
        Assert.Contains("shelf=1 picked=0", stage.Status, StringComparison.Ordinal);
        // A letter is for the row.
        Control(stage, 'K');
        stage.Type("m");
        Assert.Contains("shelf=1 picked=-1", stage.Status, StringComparison.Ordinal);
        Assert.Equal('m', stage.Game.Board.Name[0]);
        stage.Press(KeyboardKey.Right);
        Assert.Equal(2, stage.Game.Cursor);
        Control(stage, 'T');
        Control(stage, 'T');
        stage.Press(KeyboardKey.Enter);
        Assert.Equal((name, moments), (stage.Game.Board.Name, stage.Game.Branch.Count));
        Assert.Contains("picked=-1", stage.Status, StringComparison.Ordinal);
        // With the card shut, Enter makes another name as ever.
        stage.Press(KeyboardKey.Enter);
        Assert.Equal(3, stage.Table.Earlier);
    }

    [Fact]
    public void The_mouse_picks_what_it_is_over_and_nothing_when_it_leaves()
    {
        using OffscreenStage stage = Stage(960, 600, Theme.Dark);
        Fill(stage);
        stage.Point(stage.Layout.ShelfCell(2).Center);
        Assert.Contains("shelf=4 picked=2", stage.Status, StringComparison.Ordinal);
        stage.Frame(new Input { Mouse = stage.Layout.ShelfCell(2).Center, RightPressed = true }, 0.1);
        Assert.Contains("shelf=3", stage.Status, StringComparison.Ordinal);
        stage.Frame(new Input { Mouse = stage.Layout.ShelfCell(3).Center, MouseMoved = true, LeftPressed = true }, 0.1);
        Assert.Contains("shelf=4", stage.Status, StringComparison.Ordinal);
        stage.Point(stage.Layout.Xray.Center);
        Assert.Contains("picked=-1", stage.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void A_game_with_fewer_tiles_than_the_row_that_it_takes_the_place_of_is_played()
    {
        using var stage = new OffscreenStage(DenoiserCatalog.LoadBuiltIn("mlp"), 960, 600, Theme.Dark);
        stage.Press(KeyboardKey.Enter);
        (string name, int slots) = (stage.Game.Board.Name, stage.Game.Board.Slots);
        Control(stage, 'L');
        var words = new Mlp(Mlp.RandomWeights(3, takesTime: false, ShapeProfile.Words, Alphabet.English), Alphabet.English);
        stage.Table.Begin(new Session(words, new Board(words.Alphabet, words.Slots, SamplerSettings.Default(words.Timesteps), seed: 7)));
        // The last tile is picked, which the shorter row lacks.
        stage.Press(KeyboardKey.End);
        Assert.Contains($"target={words.Slots - 1}", stage.Status, StringComparison.Ordinal);
        Control(stage, 'T');
        stage.Frame(new Input { Mouse = stage.Layout.ShelfCell(0).Center, MouseMoved = true, LeftPressed = true }, 0.1);
        stage.Frame(new Input(), 10);
        stage.Game.StopPlaying();
        Assert.Equal((slots, name), (stage.Game.Board.Slots, stage.Game.Board.Name));
    }

    public static TheoryData<string, int, int> Views => new() { { "dark", 960, 600 }, { "light", 960, 600 }, { "dark", 1280, 720 }, { "light", 2560, 1440 } };

    [Theory, MemberData(nameof(Views))]
    public void It_looks_as_it_did(string theme, int width, int height)
    {
        using OffscreenStage stage = Stage(width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        Fill(stage);
        stage.Point(stage.Layout.ShelfCell(1).Center);
        stage.Frame(new Input { Mouse = stage.Layout.ShelfCell(1).Center, RightPressed = true }, 0.1);
        // The message has had its time.
        stage.Point(stage.Layout.ShelfCell(1).Center);
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"{theme}-{width}x{height}-shelf.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }

    /// <summary>Likes four names, one of them the player's own letters, and opens the shelf.</summary>
    private static void Fill(OffscreenStage stage)
    {
        stage.Type("mia.");
        Control(stage, 'L');
        Control(stage, 'K');
        for (int i = 0; i < 3; i++)
        {
            stage.Press(KeyboardKey.Enter);
            Control(stage, 'L');
        }
        Control(stage, 'T');
    }

    private static OffscreenStage Stage(int width, int height, Theme theme)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        return new(new NeighborDenoiser(names), width, height, theme);
    }

    private static void Control(OffscreenStage stage, char letter)
    {
        var input = new Input();
        input.Press((KeyboardKey)letter);
        input.Hold(control: true, leftAlt: false, rightAlt: false);
        stage.Frame(input, 1);
    }
}
