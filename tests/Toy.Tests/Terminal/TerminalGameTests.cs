using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Cli.Terminal;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Tests.Terminal;

public sealed class TerminalGameTests
{
    private readonly Memory _memory = new();
    private readonly TerminalGame _game;

    public TerminalGameTests() => _game = NewGame("", _memory);

    internal static TerminalGame NewGame(string pattern = "", Memory? memory = null)
    {
        var denoiser = new StandInDenoiser();
        var empty = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        return new TerminalGame(new Session(denoiser, Placements.Begin(pattern, empty, denoiser)), memory ?? new Memory(), new DenoiserChoices([new("stand-in", denoiser, null), new("another", new StandInDenoiser(), null)]));
    }

    private Board Board => _game.Session.Board;

    private void Press(KeyMeaning meaning) => _game.Press(new TerminalKey(meaning));

    private void Type(string letters)
    {
        foreach (char letter in letters)
            _game.Press(new TerminalKey(KeyMeaning.Force, Letter: letter));
    }

    [Fact]
    public void Typing_forces_letters_and_the_cursor_moves_on()
    {
        Type("ma");
        Assert.Equal("ma____", Board.Name);
        Assert.Equal(2, _game.Selected);
        Assert.Equal(Origin.Forced, Board[0].Origin);
    }

    [Fact]
    public void A_pattern_is_written_in_a_line_and_a_bad_one_says_why_at_once()
    {
        Type("m");
        _game.Press(new TerminalKey(KeyMeaning.Pattern, Character: '*'));
        Assert.EndsWith(": m*_", _game.Message, StringComparison.Ordinal);
        Write("4");
        Assert.StartsWith("Character 3: '4' is no letter", _game.Message, StringComparison.Ordinal);
        Press(KeyMeaning.Finish);
        Assert.Equal("m", GapPattern.Of(Board));
        Press(KeyMeaning.Remask);
        Write("na");
        Press(KeyMeaning.Finish);
        Assert.Equal("m*na", GapPattern.Of(Board));
        Assert.True(Board.IsFloating);
        Press(KeyMeaning.Finish);
        Assert.Matches("^m.*na$", Board.Name);
        _game.Press(new TerminalKey(KeyMeaning.Pattern));
        Press(KeyMeaning.Quit);
        Assert.Equal("m*na", GapPattern.Of(Board));
        Assert.False(_game.HasQuit);

        void Write(string text)
        {
            foreach (char character in text)
                _game.Press(new TerminalKey(KeyMeaning.Force, Letter: character, Character: character));
        }
    }

    [Fact]
    public void One_key_goes_through_all_branches()
    {
        Press(KeyMeaning.Branch);
        Assert.Equal("This game has no other branch.", _game.Message);
        foreach (string name in (string[])["ma", "bo", "ce"])
        {
            while (_game.Session.History.CanUndo)
                Press(KeyMeaning.Undo);
            Press(KeyMeaning.First);
            Type(name);
        }
        List<string> seen = [];
        for (int i = 0; i < 6; i++)
        {
            Press(KeyMeaning.Branch);
            seen.Add(Board.Name[..2]);
        }
        Assert.Equal(["ma", "bo", "ce", "ma", "bo", "ce"], seen);
    }

    [Fact]
    public void Backspace_takes_back_what_was_typed_last()
    {
        Type("mar");
        Press(KeyMeaning.Remask);
        Assert.Equal("ma____", Board.Name);
        Press(KeyMeaning.Remask);
        Assert.Equal("m_____", Board.Name);
        Assert.Equal(1, _game.Selected);
    }

    [Fact]
    public void Enter_runs_to_a_name_and_undo_takes_the_whole_run_back()
    {
        Type("ma");
        Press(KeyMeaning.Finish);
        Assert.True(Board.IsFinished);
        Assert.StartsWith("ma", Board.Name, StringComparison.Ordinal);
        string first = Board.Name;
        Press(KeyMeaning.Finish);
        Assert.True(Board.IsFinished);
        Assert.NotEqual(first, Board.Name);
        Press(KeyMeaning.Undo);
        Assert.Equal("ma____", Board.Name);
        Press(KeyMeaning.Redo);
        Assert.True(Board.IsFinished);
        Press(KeyMeaning.Back);
        Assert.False(Board.IsFinished);
        Press(KeyMeaning.Forth);
        Assert.True(Board.IsFinished);
    }

    [Fact]
    public void Down_reveals_the_selected_slot_only()
    {
        Press(KeyMeaning.Right);
        Press(KeyMeaning.Reveal);
        Assert.Equal(Origin.Revealed, Board[1].Origin);
        Assert.Equal(Origin.Masked, Board[0].Origin);
        Press(KeyMeaning.Reveal);
        Assert.NotEqual("", _game.Message);
    }

    [Fact]
    public void A_refusal_is_said_and_changes_nothing()
    {
        Press(KeyMeaning.End);
        Assert.Equal("A name needs at least one letter.", _game.Message);
        Assert.Equal("______", Board.Name);
        Press(KeyMeaning.Right);
        Assert.Equal("", _game.Message);
    }

    [Fact]
    public void A_period_sets_the_length()
    {
        Type("ma");
        Press(KeyMeaning.End);
        Assert.Equal("ma", Board.Name);
        Assert.True(Board.IsFinished);
    }

    [Fact]
    public void A_digit_forces_that_candidate()
    {
        _game.Press(new TerminalKey(KeyMeaning.Pick, Candidate: 0));
        Assert.Equal("a_____", Board.Name);
    }

    [Fact]
    public void Again_keeps_forced_letters_and_changes_the_seed()
    {
        Type("m");
        Press(KeyMeaning.Finish);
        ulong seed = Board.Seed;
        Press(KeyMeaning.Restart);
        Assert.Equal("m_____", Board.Name);
        Assert.NotEqual(seed, Board.Seed);
    }

    [Fact]
    public void Temperature_stays_within_its_bounds()
    {
        for (int i = 0; i < 200; i++)
            Press(KeyMeaning.Warmer);
        Assert.Equal(SamplerSettings.MaxTemperature, Board.Settings.Temperature);
        for (int i = 0; i < 200; i++)
            Press(KeyMeaning.Cooler);
        Assert.Equal(SamplerSettings.MinTemperature, Board.Settings.Temperature);
    }

    [Fact]
    public void The_panel_is_set_by_keys_and_remembered()
    {
        Press(KeyMeaning.Stronger);
        Assert.Equal("Choose a remasking first: Ctrl+E.", _game.Message);
        Press(KeyMeaning.Remasking);
        Press(KeyMeaning.Stronger);
        Press(KeyMeaning.Faster);
        foreach (string order in new[] { "sampled", "margin", "entropy" })
        {
            Press(KeyMeaning.Order);
            Assert.StartsWith(order, _game.Message, StringComparison.Ordinal);
        }
        // Now it is the doubt that sets the pace.
        Press(KeyMeaning.Faster);
        Press(KeyMeaning.Faster);
        Press(KeyMeaning.Slower);
        int steps = new StandInDenoiser().Timesteps - 1;
        Assert.Equal(new Settings(Order: "entropy", Steps: steps, Temperature: 0.8f, Remasking: "cap", Strength: 0.55f, Gamma: 0.6f), _memory.Settings);
        Assert.Equal((0.6f, 0.55f, steps), (Board.Settings.Gamma, Board.Settings.Strength, Board.Settings.Steps));
    }

    [Fact]
    public void Another_denoiser_goes_on_with_what_was_forced()
    {
        Type("ma");
        Press(KeyMeaning.Finish);
        string name = Board.Name;
        Press(KeyMeaning.Denoiser);
        Assert.Equal(("another", "ma____"), (_game.DenoiserName, Board.Name));
        Press(KeyMeaning.Undo);
        Assert.Equal(("stand-in", name), (_game.DenoiserName, Board.Name));
    }

    [Fact]
    public void Letters_in_brackets_are_allowed_and_after_a_caret_forbidden()
    {
        Keys("[ae]");
        Assert.Equal("ae", Allowed(0));
        Press(KeyMeaning.Right);
        Keys("[^ae.]");
        Assert.DoesNotContain('a', Allowed(1));
        Assert.Contains('b', Allowed(1));
        Keys("[4]");
        Assert.Contains("no letter", _game.Message, StringComparison.Ordinal);
        Keys("[x");
        _game.Press(new TerminalKey(KeyMeaning.Quit));
        Assert.False(_game.HasQuit);
        Assert.Contains('b', Allowed(1));
    }

    [Fact]
    public void A_candidate_is_forbidden_by_its_number()
    {
        byte best = _game.Candidates[0];
        _game.Press(new TerminalKey(KeyMeaning.Forbid, Candidate: 0));
        Assert.DoesNotContain(best, _game.Candidates);
        Assert.True(Board.IsRestricted(0));
    }

    [Fact]
    public void A_code_is_shown_and_entering_it_plays_the_same_game_beside_this_one()
    {
        TerminalGame own = NewGame();
        foreach (char letter in "ma")
            own.Press(new TerminalKey(KeyMeaning.Force, Letter: letter));
        own.Press(new TerminalKey(KeyMeaning.Finish));
        string name = own.Session.Board.Name;
        own.Press(new TerminalKey(KeyMeaning.Copy));
        Assert.StartsWith("unmask1-", own.Code, StringComparison.Ordinal);
        own.Press(new TerminalKey(KeyMeaning.Restart));
        int moments = own.Session.History.Count;
        Keys(own, "\x16" + own.Code + "\r");
        Assert.Equal("Another game. Ctrl+Z goes back to the one before.", own.Message);
        Assert.True(own.IsReplay);
        Assert.Equal(name, own.Session.Board.Name);
        while (own.Session.History.CanUndo)
            own.Press(new TerminalKey(KeyMeaning.Undo));
        own.Press(new TerminalKey(KeyMeaning.Undo));
        Assert.Equal(moments, own.Session.History.Count);
        own.Press(new TerminalKey(KeyMeaning.Redo));
        Assert.NotEqual(moments, own.Session.History.Count);
        Keys(own, "\x16nonsense\r");
        Assert.Contains("no code of a game", own.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_liked_name_comes_back_from_the_shelf_and_nothing_is_lost()
    {
        Press(KeyMeaning.Shelf);
        Assert.Contains("empty", _game.Message, StringComparison.Ordinal);
        Press(KeyMeaning.Like);
        Assert.Contains("Finish", _game.Message, StringComparison.Ordinal);
        Type("eva");
        Press(KeyMeaning.End);
        Press(KeyMeaning.Like);
        Assert.Equal("On your shelf.", _game.Message);
        Press(KeyMeaning.Undo);
        Press(KeyMeaning.Undo);
        Press(KeyMeaning.Shelf);
        Assert.Equal(("eva", true, 5), (Board.Name, _game.IsReplay, _game.Session.History.Count));
        for (int move = 0; move < 4; move++)
            Press(KeyMeaning.Undo);
        Assert.Equal("______", Board.Name);
        Press(KeyMeaning.Undo);
        Assert.Equal("ev____", Board.Name);
        Press(KeyMeaning.Redo);
        Press(KeyMeaning.Redo);
        Assert.Equal("eva", Board.Name);
        Press(KeyMeaning.Redo);
        Press(KeyMeaning.Redo);
        Assert.Equal("e_____", Board.Name);
        Assert.Single(_game.Session.History.Children(-1));
    }

    [Fact]
    public void A_remasking_that_takes_the_comb_away_says_so()
    {
        for (int turns = 0; turns < 20 && !_game.Message.StartsWith("comb:", StringComparison.Ordinal); turns++)
            Press(KeyMeaning.Order);
        Press(KeyMeaning.Remasking);
        Assert.Equal("cap: Any letter may go, equally often. Order: confidence. A comb makes fewer names if letters go back.", _game.Message);
        for (int turns = 0; turns < 4; turns++)
            Press(KeyMeaning.Remasking);
        Assert.Equal("none: What is revealed stays; others leave comb. Order: comb again.", _game.Message);
    }

    [Fact]
    public void A_name_of_the_shelf_can_be_taken_off_and_put_back()
    {
        Press(KeyMeaning.TakeOff);
        Assert.StartsWith("Ctrl+T", _game.Message, StringComparison.Ordinal);
        Type("eva");
        Press(KeyMeaning.End);
        Press(KeyMeaning.Like);
        Press(KeyMeaning.Shelf);
        Press(KeyMeaning.TakeOff);
        Assert.Equal("eva is off your shelf. Ctrl+Z puts it back.", _game.Message);
        Press(KeyMeaning.Undo);
        Assert.Equal(("eva is back on your shelf.", "eva"), (_game.Message, Board.Name));
        Press(KeyMeaning.TakeOff);
        Press(KeyMeaning.Shelf);
        Assert.Contains("empty", _game.Message, StringComparison.Ordinal);
        Press(KeyMeaning.TakeOff);
        Assert.Equal("eva is back on your shelf.", _game.Message);
    }

    private string Allowed(int slot) => new([.. Enumerable.Range(0, 27).Where(symbol => Board[slot].Allowed.Contains((byte)symbol)).Select(symbol => Board.Alphabet.CharacterOf((byte)symbol))]);

    private void Keys(string text) => Keys(_game, text);

    /// <summary>Presses what types these characters.</summary>
    private static void Keys(TerminalGame game, string text)
    {
        foreach (char c in text)
        {
            bool control = c < ' ' && c != '\r';
            game.Press(TerminalKey.From(new ConsoleKeyInfo(c, c == '\r' ? ConsoleKey.Enter : control ? (ConsoleKey)(c + 64) : ConsoleKey.None, false, false, control)));
        }
    }

    [Fact]
    public void Selection_goes_round_and_begins_at_the_first_masked_slot()
    {
        Press(KeyMeaning.Left);
        Assert.Equal(5, _game.Selected);
        Press(KeyMeaning.Right);
        Assert.Equal(0, _game.Selected);
        Assert.Equal(2, NewGame("ma").Selected);
    }
}
