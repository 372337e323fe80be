using System.Numerics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>A cell of the X-ray takes what a candidate takes.</summary>
[Collection("off-screen")]
public sealed class XrayInputTests
{
    [Fact]
    public void A_click_forces_shift_gathers_alt_and_the_middle_button_forbid()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        Click(0, 'm', new Input { LeftPressed = true });
        Assert.Equal("m", Rules());
        Click(1, 'a', new Input { LeftPressed = true, Shift = true });
        Click(1, 'o', new Input { LeftPressed = true, Shift = true });
        Assert.Equal("m", Rules());
        stage.Frame(new Input(), 1);
        Assert.Equal("m[ao]", Rules());
        Click(2, 'z', new Input { LeftPressed = true, Alt = true });
        Click(3, 'q', new Input { MiddlePressed = true });
        Assert.Equal("m[ao][^z][^q]", Rules());
        // The letter over a column stands for the whole row.
        Over('y', new Input { LeftPressed = true });
        Assert.StartsWith("m[ao][^yz][^qy][^y][^y]", Rules(), StringComparison.Ordinal);
        Over('x', new Input { MiddlePressed = true });
        Over('w', new Input { LeftPressed = true, Alt = true });
        Assert.StartsWith("m[ao][^wxyz][^qwxy][^wxy][^wxy]", Rules(), StringComparison.Ordinal);
        stage.Table.Undo();
        Assert.StartsWith("m[ao][^xyz][^qxy][^xy][^xy]", Rules(), StringComparison.Ordinal);
        Over('x', new Input { LeftPressed = true });
        Assert.StartsWith("Ruled out already", stage.Game.Message, StringComparison.Ordinal);

        string Rules() => Pattern.Of(stage.Game.Board);

        void Over(char letter, Input input)
        {
            Box cell = stage.Layout.Cell(0, letter - 'a');
            input.Mouse = new(cell.Center.X, stage.Layout.XrayCells.Y - 8);
            input.MouseMoved = true;
            stage.Frame(input, 1);
        }

        void Click(int slot, char letter, Input input)
        {
            input.Mouse = stage.Layout.Cell(slot, letter - 'a').Center;
            input.MouseMoved = true;
            stage.Frame(input, 1);
        }
    }

    [Fact]
    public void What_the_mouse_is_over_is_explained_during_the_tour_and_before_a_mention()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        Vector2 head = new(stage.Layout.Cell(0, 'z' - 'a').Center.X, stage.Layout.XrayCells.Y - 8), nowhere = new(1, 1);
        ((PlayScene)stage.Scene).BeginTour();
        stage.Frame(new Input { Mouse = head }, 1);
        Assert.Contains("says=1 of 4", stage.Status, StringComparison.Ordinal);
        stage.Point(head);
        Assert.Contains("says=z in any tile: click forbids it", stage.Status, StringComparison.Ordinal);
        stage.Point(stage.Layout.Cell(2, 1).Center);
        Assert.Contains("says=b in tile 3", stage.Status, StringComparison.Ordinal);
        stage.Point(nowhere);
        Assert.Contains("says=1 of 4", stage.Status, StringComparison.Ordinal);

        stage.Type("m");
        stage.Table.Clear();
        stage.Frame(new Input { Mouse = nowhere }, 0.1);
        Assert.Contains("says=An empty row.", stage.Status, StringComparison.Ordinal);
        stage.Frame(new Input { Mouse = head, MouseMoved = true }, 0.1);
        Assert.Contains("says=z in any tile", stage.Status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", 960, 600)]
    [InlineData("light", 1280, 720)]
    public void A_letter_that_is_ruled_out_is_struck_through(string theme, int width, int height)
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), width, height, theme == "dark" ? Theme.Dark : Theme.Light);
        stage.Type("m");
        foreach (char letter in "aez")
            stage.Game.ForbidEverywhere(SymbolSet.Of((byte)(letter - 'a')));
        stage.Point(new(stage.Layout.Cell(0, 'n' - 'a').Center.X, stage.Layout.XrayCells.Y - stage.Layout.Pixels(13)));
        Image image = stage.Draw();
        string? difference = Golden.Difference(image, $"{theme}-{width}x{height}-ruled-out.png");
        Raylib.UnloadImage(image);
        Assert.Null(difference);
    }
}
