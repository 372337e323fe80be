using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Keys;

namespace Unmask.Toy.Tests;

/// <summary>What window and terminal ask of the table.</summary>
public sealed class PlayTableTests
{
    private readonly Memory _memory = new();
    private readonly PlayTable _table;
    private readonly List<Deed> _deeds = [];
    private int _turns;

    public PlayTableTests()
    {
        var denoiser = new StandInDenoiser();
        var start = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        var choices = new DenoiserChoices([new("stand-in", denoiser, null), new("another", new StandInDenoiser(), null)]);
        _table = new PlayTable(new Session(denoiser, start), _memory, choices, reducedMotion: true);
        _table.Done += _deeds.Add;
        _table.Turned += () => _turns++;
    }

    private PlayGame Game => _table.Game;

    [Fact]
    public void Both_faces_go_back_with_the_keys_that_the_table_names()
    {
        Assert.Equal(PlayTable.UndoKeys, Shortcuts.KeysOf(Intent.Undo));
        Assert.Equal(Cli.Terminal.KeyMeaning.Undo, Cli.Terminal.TerminalKey.From(new ConsoleKeyInfo('\x1A', ConsoleKey.Z, false, false, control: true)).Meaning);
    }

    [Fact]
    public void A_blank_game_is_replaced_and_any_other_stays_before_the_new_one()
    {
        _table.ChangeDenoiser(1);
        Assert.Equal(("another", false, false), (_table.DenoiserName, _table.HasEarlier, _table.HasLater));
        Game.Type('m', 0);
        _table.ChangeDenoiser(1);
        Assert.Equal(("stand-in", "m_____", true), (_table.DenoiserName, _table.Board.Name, _table.HasEarlier));
        Assert.Equal("stand-in guesses now. Ctrl+Z goes back to the one before.", Game.Message);
        _table.Undo();
        Assert.Equal(("another", true), (_table.DenoiserName, _table.HasLater));
        Assert.Equal(Deed.TakeBack, _deeds[^1]);
        _table.Redo();
        Assert.Equal("The game after, as you left it.", Game.Message);
        _table.Redo();
        Assert.Equal("Nothing to do again.", Game.Message);
        Assert.Equal((Deed.Refuse, 4), (_deeds[^1], _turns));
    }

    [Fact]
    public void What_cannot_be_done_is_said_and_changes_nothing()
    {
        Game.Type('4', 0);
        Assert.Equal("'4' is no letter of this alphabet.", Game.Message);
        Game.Type('\uD83D', 0);
        Assert.Equal("That character is no letter of this alphabet.", Game.Message);
        Game.Remask(0);
        Assert.Equal("There is nothing to take back here.", Game.Message);
        Game.Restrict(0, _table.Board[0].Allowed);
        Assert.Equal("Nothing changes.", Game.Message);
        Game.Scrub(-1);
        Assert.Equal("This is the beginning.", Game.Message);
        _table.Undo();
        Assert.Equal("Nothing to take back.", Game.Message);
        _table.Like();
        Assert.Equal("Finish the name first, then like it.", Game.Message);
        _table.TakeNext();
        Assert.Equal("Your shelf is empty. Finish a name and like it.", Game.Message);
        Assert.False(_table.Paste("nonsense"));
        Assert.Equal("What was pasted holds no code of a game.", Game.Message);
        Assert.False(Game.HasMoved);
        Game.Reveal(0);
        Game.Reveal(0);
        Assert.Equal("Already known. Take it back first.", Game.Message);
        Game.Force(1, _table.Board.Alphabet.Pad);
        Game.Reveal(2);
        Assert.Equal("The name ends before this.", Game.Message);
        Game.Step();
        Assert.Equal("The name is finished. Again starts a new one.", Game.Message);
    }

    [Fact]
    public void A_name_comes_back_from_the_shelf_if_it_fits_the_row()
    {
        _memory.Toggle("muchtoolong");
        _memory.Toggle("eva");
        _table.TakeNext();
        Assert.Equal(("eva", null), (_table.Board.Name, Game.Message));
        _table.TakeNext();
        Assert.Equal(("eva", "muchtoolong does not fit this row."), (_table.Board.Name, Game.Message));
        _table.TakeNext();
        Assert.Equal("1 of 2 on your shelf. Ctrl+Z goes back to the one before.", Game.Message);
    }

    [Fact]
    public void A_code_begins_the_same_game_and_one_of_other_weights_does_not()
    {
        Game.Type('m', 0);
        Game.Run();
        (string name, string code) = (_table.Board.Name, _table.Copy()!);
        Game.Again();
        Assert.True(_table.Paste($"look: {code}"));
        Assert.Equal((name, true), (_table.Board.Name, _table.HasEarlier));
        Game.Type('4', 0);
        Assert.False(_table.Paste(code[..^3]));
        Assert.NotEqual("What was pasted holds no code of a game.", Game.Message);
    }

    [Fact]
    public void Every_scale_goes_from_end_to_end_in_steps_that_can_be_found_again()
    {
        Knobs.Remasking.Turn(_table, 1);
        foreach (Scale scale in (Scale[])[Knobs.Steps, Knobs.Doubt, Knobs.Temperature, Knobs.Strength])
        {
            scale.Slide(_table, 0.5f);
            string middle = scale.Text(_table.Board.Settings);
            scale.Turn(_table, 1);
            Assert.NotEqual(middle, scale.Text(_table.Board.Settings));
            scale.Turn(_table, -1);
            Assert.Equal(middle, scale.Text(_table.Board.Settings));
            scale.Slide(_table, 1);
            Assert.Equal(1, scale.Share(_table));
            scale.Slide(_table, 0);
            Assert.InRange(scale.Share(_table), 0, 0.1f);
        }
        _table.Remember();
        Assert.Equal((1, SamplerSettings.MinTemperature, 0f, 0f), (_memory.Settings.Steps, _memory.Settings.Temperature, _memory.Settings.Strength, _memory.Settings.Gamma));
    }

    [Fact]
    public void Without_remasking_nothing_can_be_stronger_and_the_order_says_what_sets_the_pace()
    {
        Knobs.Strength.Slide(_table, 1);
        Assert.Equal(0.5f, _table.Board.Settings.Strength);
        Assert.Equal("Choose a remasking first", Knobs.Strength.Hint(_table.Board.Settings));
        Assert.Same(Knobs.Steps, Knobs.Pace(_table.Board.Settings));
        while (_table.Board.Settings.Order != RevealOrders.Entropy)
            Knobs.Order.Turn(_table, 1);
        Assert.Same(Knobs.Doubt, Knobs.Pace(_table.Board.Settings));
        // A slider that is drawn is one move, and so is an order that is looked for.
        _table.Undo();
        Assert.Equal(SamplerSettings.Default(10), _table.Board.Settings);
    }
}
