using Unmask.Model.Diffusion;
using Unmask.Toy.Terminal;

namespace Unmask.Toy.Tests.Terminal;

public sealed class TerminalGameTests
{
    private readonly TerminalGame game = NewGame();

    internal static TerminalGame NewGame(string pattern = "")
    {
        var denoiser = new StandInDenoiser();
        var empty = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        return new TerminalGame(new Session(denoiser, Pattern.Apply(pattern, empty)));
    }

    private Board Board => game.Session.Board;

    private void Press(KeyMeaning meaning) => game.Press(new TerminalKey(meaning));

    private void Type(string letters)
    {
        foreach (char letter in letters)
            game.Press(new TerminalKey(KeyMeaning.Force, Letter: letter));
    }

    [Fact]
    public void Typing_forces_letters_and_the_cursor_moves_on()
    {
        Type("ma");
        Assert.Equal("ma____", Board.Name);
        Assert.Equal(2, game.Selected);
        Assert.Equal(Origin.Forced, Board[0].Origin);
    }

    [Fact]
    public void Backspace_takes_back_what_was_typed_last()
    {
        Type("mar");
        Press(KeyMeaning.Remask);
        Assert.Equal("ma____", Board.Name);
        Press(KeyMeaning.Remask);
        Assert.Equal("m_____", Board.Name);
        Assert.Equal(1, game.Selected);
    }

    [Fact]
    public void Enter_runs_to_a_name_and_undo_takes_the_whole_run_back()
    {
        Type("ma");
        Press(KeyMeaning.Finish);
        Assert.True(Board.IsFinished);
        Assert.StartsWith("ma", Board.Name, StringComparison.Ordinal);
        Press(KeyMeaning.Finish);
        Assert.Contains("Nothing is masked", game.Message, StringComparison.Ordinal);
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
        Assert.NotEqual("", game.Message);
    }

    [Fact]
    public void A_refusal_is_said_and_changes_nothing()
    {
        Press(KeyMeaning.End);
        Assert.Equal("A name needs at least one letter.", game.Message);
        Assert.Equal("______", Board.Name);
        Press(KeyMeaning.Right);
        Assert.Equal("", game.Message);
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
        game.Press(new TerminalKey(KeyMeaning.Pick, Candidate: 0));
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
    public void Selection_goes_round_and_begins_at_the_first_masked_slot()
    {
        Press(KeyMeaning.Left);
        Assert.Equal(5, game.Selected);
        Press(KeyMeaning.Right);
        Assert.Equal(0, game.Selected);
        Assert.Equal(2, NewGame("ma").Selected);
    }
}
