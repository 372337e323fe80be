using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
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
    public void A_pattern_is_a_move_and_after_a_finished_name_a_game_of_its_own()
    {
        Game.Type('m', 0);
        Assert.True(_table.SetPattern("*na"));
        Assert.Equal(("*na", "______", false), (_table.PatternText, _table.Board.Name, _table.HasEarlier));
        _table.Undo();
        Assert.Equal("m", _table.PatternText);
        _table.Redo();
        _table.Run();
        Assert.EndsWith("na", _table.Board.Name, StringComparison.Ordinal);
        Assert.Equal("*na", _table.PatternText);
        // Another name draws another place.
        _table.Run();
        Assert.EndsWith("na", _table.Board.Name, StringComparison.Ordinal);
        Assert.Equal(("*na", 1), (_table.PatternText, _table.Earlier));
        Assert.True(_table.SetPattern("[^a]*"));
        Assert.Equal(("[^a]*", "______", 2), (_table.PatternText, _table.Board.Name, _table.Earlier));
        _table.Run();
        Assert.DoesNotContain('a', _table.Board.Name);
    }

    [Theory]
    [InlineData("*na4", "Character 4: '4' is no letter")]
    [InlineData("*nananan", "Character 8: the pattern is longer than the row of 6 slots.")]
    [InlineData("[", "Character 1: '[' has no ']'.")]
    [InlineData(".", "Character 1: A name needs at least one letter.")]
    public void A_bad_pattern_is_refused_with_the_reason_and_nothing_changes(string pattern, string problem)
    {
        Game.Type('m', 0);
        Assert.StartsWith(problem, _table.ProblemOf(pattern), StringComparison.Ordinal);
        Assert.False(_table.SetPattern(pattern));
        Assert.StartsWith(problem, Game.Message, StringComparison.Ordinal);
        Assert.Equal("m_____", _table.Board.Name);
        Assert.Null(_table.ProblemOf("*na"));
    }

    [Fact]
    public void A_pattern_floats_on_under_another_denoiser()
    {
        _table.SetPattern("*na");
        Game.Step();
        Assert.False(_table.Board.IsFloating);
        _table.ChangeDenoiser(1);
        Assert.Equal(("*na", true), (_table.PatternText, _table.Board.IsFloating));
    }

    [Fact]
    public void Redo_never_leads_into_a_game_that_undo_did_not_lead_out_of()
    {
        Game.Type('m', 0);
        _table.ChangeDenoiser(1);
        Game.Type('n', 0);
        // A click on the mark of the game before is no undo.
        Assert.True(_table.Leave(-1));
        _table.Redo();
        Assert.Equal(("m_____", "Nothing to do again."), (_table.Board.Name, Game.Message));
        // A move of one's own ends the way back.
        Assert.True(_table.Leave(1));
        _table.Undo();
        _table.Undo();
        Assert.Equal("m_____", _table.Board.Name);
        Game.Type('a', 1);
        _table.Redo();
        Assert.Equal("ma____", _table.Board.Name);
    }

    [Fact]
    public void After_a_finished_name_run_makes_another_and_each_name_has_its_own_timeline()
    {
        Game.Type('m', 0);
        _table.Run();
        string first = _table.Board.Name;
        Assert.Equal((true, 0), (_table.IsNameDone, _table.Earlier));
        int moments = Game.Branch.Count;
        for (int i = 1; i <= 4; i++)
        {
            ulong seed = _table.Board.Seed;
            _table.Run();
            Assert.Equal((true, i), (_table.IsNameDone, _table.Earlier));
            Assert.NotEqual(seed, _table.Board.Seed);
            Assert.Equal('m', _table.Board.Name[0]);
            Assert.InRange(Game.Branch.Count, 2, moments + 1);
            Assert.Null(Game.Message);
        }
        Assert.Equal(first, _table.GameAt(-4).Label);
        Assert.True(_table.Leave(-4));
        Assert.Equal((first, 0), (_table.Board.Name, _table.Earlier));
        // Its film shows this name and no other.
        Assert.Equal(Game.Branch.Count, Game.BoardsOfName().Count);
        // Again does not run, and stays in the game while the name is unfinished.
        _table.Again();
        Assert.Equal((Deed.Again, "m_____"), (_deeds[^1], _table.Board.Name));
        Assert.Equal(1, _table.Earlier);
        Game.Step();
        _table.Again();
        Assert.Equal(1, _table.Earlier);
        Assert.Single(Game.BoardsOfName());
    }

    [Fact]
    public void A_name_of_the_players_own_letters_is_not_made_again()
    {
        foreach (char letter in "emma.")
            Game.Type(letter, Math.Max(0, Game.Cursor));
        Assert.True(_table.IsNameDone);
        _table.Run();
        Assert.Equal(("All these letters are yours. Take one back, or clear the row.", 0), (Game.Message, _table.Earlier));
        Assert.Equal("emma", Game.Label);
    }

    [Fact]
    public void Clear_begins_an_empty_row_and_the_game_before_stays()
    {
        _table.Clear();
        Assert.Equal("There is nothing to clear.", Game.Message);
        Game.Type('m', 0);
        Game.Forbid(3, SymbolSet.Of(1));
        ulong seed = _table.Board.Seed;
        _table.Clear();
        Assert.True(Game.IsBlank);
        Assert.NotEqual(seed, _table.Board.Seed);
        _table.Undo();
        Assert.Equal(("m_____", true), (_table.Board.Name, _table.Board.IsRestricted(3)));
    }

    [Fact]
    public void The_signs_of_the_terminal_turn_the_same_knobs_in_the_window()
    {
        SamplerSettings before = _table.Board.Settings;
        Assert.True(Knobs.Turn(_table, '>'));
        Assert.Equal(before.Steps - 1, _table.Board.Settings.Steps);
        Assert.True(Knobs.Turn(_table, '<'));
        Assert.True(Knobs.Turn(_table, '+'));
        Assert.True(_table.Board.Settings.Temperature > before.Temperature);
        Assert.True(Knobs.Turn(_table, '-'));
        Assert.Equal(before, _table.Board.Settings);
        Assert.False(Knobs.Turn(_table, 'a'));
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
        _table.Shelf.Like();
        Assert.Equal("Finish the name first, then like it.", Game.Message);
        _table.Shelf.TakeNext();
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
        Assert.Equal("The name is finished. Enter makes another.", Game.Message);
    }

    [Fact]
    public void A_name_comes_back_from_the_shelf_if_it_fits_the_row()
    {
        _memory.Keep(new KeptName("muchtoolong"));
        _memory.Keep(new KeptName("eva"));
        _table.Shelf.TakeNext();
        Assert.Equal(("eva", null), (_table.Board.Name, Game.Message));
        _table.Shelf.TakeNext();
        Assert.Equal(("eva", "muchtoolong does not fit this row."), (_table.Board.Name, Game.Message));
        _table.Shelf.TakeNext();
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

    /// <summary>As <c>--remask</c> does on the command line.</summary>
    [Fact]
    public void A_remasking_takes_the_comb_away_and_none_brings_it_back()
    {
        Game.Type('m', 0);
        SamplerSettings comb = _table.Board.Settings with { Order = RevealOrders.DrawnComb, Steps = 3 };
        _table.Configure(comb);
        Game.Type('a', 1);
        Assert.Equal("What is revealed stays; others leave comb", Knobs.Remasking.Hint(_table));
        Knobs.Remasking.Turn(_table, 1);
        SamplerSettings remasking = comb with { Order = RevealOrders.Confidence, Steps = 10, Remasking = Remaskings.Cap };
        Assert.Equal(remasking, _table.Board.Settings);
        Assert.StartsWith("Order: confidence.", Game.Message, StringComparison.Ordinal);
        Assert.Equal(Remaskings.Cap.Summary, Knobs.Remasking.Hint(_table));
        Knobs.Remasking.Turn(_table, 1);
        Assert.Equal(remasking with { Remasking = Remaskings.Rescale }, _table.Board.Settings);
        Knobs.Remasking.Turn(_table, -2);
        Assert.Equal(comb, _table.Board.Settings);
        Assert.Equal("Order: drawn-comb again.", Game.Message);
        // It is one move, and undo knows nothing of it.
        Knobs.Remasking.Turn(_table, 1);
        _table.Undo();
        Assert.Equal((comb, "ma____"), (_table.Board.Settings, _table.Board.Name));
        // An order of one's own choice stays.
        Knobs.Remasking.Turn(_table, 1);
        Knobs.Order.Turn(_table, 1);
        Knobs.Remasking.Turn(_table, -1);
        Assert.Equal((RevealOrders.Sampled, Remaskings.None), (_table.Board.Settings.Order, _table.Board.Settings.Remasking));
        Knobs.Remasking.Turn(_table, 1);
        Assert.Equal((RevealOrders.Sampled, Remaskings.Cap), (_table.Board.Settings.Order, _table.Board.Settings.Remasking));
        Assert.Null(Game.Message);
    }

    [Fact]
    public void No_comb_comes_back_into_a_game_that_a_remasking_did_not_take_one_from()
    {
        SamplerSettings comb = _table.Board.Settings with { Order = RevealOrders.Comb, Steps = 3 }, own = comb with { Order = RevealOrders.Confidence, Steps = 5 };
        // Undone, then an order of one's own.
        _table.Configure(comb);
        Game.Type('m', 0);
        Knobs.Remasking.Turn(_table, 1);
        _table.Undo();
        _table.Configure(own);
        Knobs.Remasking.Turn(_table, 1);
        Knobs.Remasking.Turn(_table, -1);
        Assert.Equal(own, _table.Board.Settings);
        // Another game that remasks, from the shelf or a code.
        _table.Configure(comb);
        Knobs.Remasking.Turn(_table, 1);
        _table.Begin(new Session(_table.Denoiser, new Board(_table.Board.Alphabet, _table.Board.Slots, own with { Remasking = Remaskings.Rescale }, seed: 8)));
        Knobs.Remasking.Turn(_table, -2);
        Assert.Equal(own, _table.Board.Settings);
        // A name more by the same rules is no other game.
        _table.Configure(comb);
        Knobs.Remasking.Turn(_table, 1);
        // As after each input.
        _table.Remember();
        _table.Run();
        _table.Run();
        Knobs.Remasking.Turn(_table, -1);
        Assert.Equal(comb, _table.Board.Settings);
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
