using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

/// <summary>The field above the tiles, written in by keys and mouse.</summary>
[Collection("off-screen")]
public sealed class PatternFieldTests : IDisposable
{
    private readonly OffscreenStage _stage;

    public PatternFieldTests()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        _stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
    }

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void A_star_opens_it_enter_sets_it_and_enter_again_makes_the_name()
    {
        _stage.Type("*anna");
        Assert.Contains("pattern=*anna writes=True", _stage.Status, StringComparison.Ordinal);
        _stage.Press(KeyboardKey.Enter);
        Assert.Contains("pattern=*anna writes=False", _stage.Status, StringComparison.Ordinal);
        Assert.True(_stage.Game.Board.IsFloating);
        _stage.Press(KeyboardKey.Enter);
        Assert.EndsWith("anna", _stage.Game.Board.Name, StringComparison.Ordinal);
        _stage.Press(KeyboardKey.Enter);
        Assert.EndsWith("anna", _stage.Game.Board.Name, StringComparison.Ordinal);
        Assert.Contains("pattern=*anna", _stage.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void It_goes_on_with_the_letters_that_are_set_and_escape_leaves_the_game_as_it_is()
    {
        _stage.Type("ma");
        Click();
        _stage.Type("[^z]*");
        Assert.Contains("pattern=ma[^z]* writes=True", _stage.Status, StringComparison.Ordinal);
        _stage.Press(KeyboardKey.Escape);
        Assert.Contains("pattern=ma writes=False", _stage.Status, StringComparison.Ordinal);
        Assert.Equal("ma", Pattern.Of(_stage.Game.Board));
        // Letters force again.
        _stage.Type("r");
        Assert.Equal("mar", Pattern.Of(_stage.Game.Board));
    }

    [Fact]
    public void A_bad_pattern_stays_open_with_its_reason()
    {
        _stage.Type("*an4");
        _stage.Press(KeyboardKey.Enter);
        Assert.Contains("pattern=*an4 writes=True", _stage.Status, StringComparison.Ordinal);
        _stage.Press(KeyboardKey.Backspace);
        _stage.Press(KeyboardKey.Left);
        _stage.Press(KeyboardKey.Left);
        _stage.Press(KeyboardKey.Delete);
        _stage.Type("i");
        _stage.Press(KeyboardKey.Enter);
        Assert.Contains("pattern=*in writes=False", _stage.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void A_click_elsewhere_and_a_shortcut_end_the_writing()
    {
        _stage.Type("*an");
        _stage.Frame(new Input { Mouse = _stage.Layout.Facts.Center, MouseMoved = true, LeftPressed = true }, 1);
        Assert.Contains("pattern= writes=False", _stage.Status, StringComparison.Ordinal);
        _stage.Type("m");
        Control((KeyboardKey)'F');
        Assert.Contains("pattern=m writes=True", _stage.Status, StringComparison.Ordinal);
        Control(KeyboardKey.Z);
        Assert.Contains("pattern= writes=False", _stage.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_and_enter_of_one_frame_come_in_that_order()
    {
        _stage.Type("*");
        var input = new Input();
        foreach (char letter in "anna")
            input.Type(letter);
        input.Press(KeyboardKey.Enter);
        _stage.Frame(input, 1);
        Assert.True(_stage.Game.Board.IsFloating);
        Assert.Contains("pattern=*anna writes=False", _stage.Status, StringComparison.Ordinal);
    }

    private void Click() => _stage.Frame(new Input { Mouse = _stage.Layout.Pattern.Center, MouseMoved = true, LeftPressed = true }, 1);

    private void Control(KeyboardKey key)
    {
        var input = new Input();
        input.Press(key);
        input.Hold(control: true, leftAlt: false, rightAlt: false);
        _stage.Frame(input, 1);
    }
}
