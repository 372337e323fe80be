using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
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

        string Rules() => Pattern.Of(stage.Game.Board);

        void Click(int slot, char letter, Input input)
        {
            input.Mouse = stage.Layout.Cell(slot, letter - 'a').Center;
            input.MouseMoved = true;
            stage.Frame(input, 1);
        }
    }
}
