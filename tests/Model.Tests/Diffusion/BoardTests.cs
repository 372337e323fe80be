using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public class BoardTests
{
    private static readonly Board Empty = new(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7);

    [Fact]
    public void An_end_before_a_forced_letter_is_refused_with_the_reason()
    {
        Assert.True(Empty.TryForce(5, 0, out Board board, out _));
        Assert.False(board.TryForce(3, Alphabet.English.Pad, out Board same, out string? refusal));
        Assert.Equal(board, same);
        Assert.Equal("Slot 6 must hold a letter, so the name cannot end at slot 4.", refusal);
    }

    [Fact]
    public void A_name_needs_a_letter()
    {
        Assert.False(Empty.TryForce(0, Alphabet.English.Pad, out _, out string? refusal));
        Assert.Equal("A name needs at least one letter.", refusal);
    }

    [Fact]
    public void The_players_word_goes_before_the_denoisers()
    {
        Board board = Empty.Reveal(3, Alphabet.English.Pad, 0.5f).Reveal(1, 4, 0.5f).EndEdit();
        Assert.True(board.IsAfterEnd(6));
        board = board.Forced(6, 0);
        Assert.Equal(Origin.Masked, board[3].Origin);
        Assert.Equal(Origin.Revealed, board[1].Origin);
        Assert.False(board.Candidates(3).Contains(Alphabet.English.Pad));
    }

    [Fact]
    public void An_end_that_the_player_sets_is_the_length_of_the_name()
    {
        Board board = Empty.Reveal(2, Alphabet.English.Pad, 0.5f).EndEdit();
        board = board.Forced(5, Alphabet.English.Pad);
        Assert.Equal("_____", board.Name);
        for (int slot = 0; slot < 5; slot++)
            Assert.Equal(Alphabet.English.AllLetters, board.Candidates(slot));
    }

    [Fact]
    public void Lifting_one_end_leaves_the_other_with_its_word()
    {
        Board board = Empty.Reveal(6, Alphabet.English.Pad, 0.5f).EndEdit();
        board = board.Forced(5, Alphabet.English.Pad);
        board = board.Forced(8, Alphabet.English.Pad);
        Assert.Equal("________", board.Remask(5).Name);
    }

    [Fact]
    public void Lifting_the_end_brings_back_what_it_hid()
    {
        Assert.True(Empty.TryForce(4, Alphabet.English.Pad, out Board board, out _));
        Assert.Equal(4, board.Masked);
        Assert.True(board.IsAfterEnd(5));
        board = board.Remask(4);
        Assert.Equal(12, board.Masked);
        Assert.False(board.IsAfterEnd(5));
    }

    [Fact]
    public void A_restriction_to_one_symbol_forces_it_and_remasking_lifts_it()
    {
        Assert.True(Empty.TryRestrict(2, SymbolSet.Of(9), out Board board, out _));
        Assert.Equal(new Slot(9, Origin.Forced, SymbolSet.Of(9), 0, 1), board[2]);
        board = board.Remask(2);
        Assert.Equal(Origin.Masked, board[2].Origin);
        Assert.Equal(Alphabet.English.Outputs, board[2].Allowed);
    }

    [Fact]
    public void Setting_the_end_moves_it()
    {
        Assert.True(Empty.TryEnd(3, out Board board, out _));
        board = board.Ended(7);
        Assert.Equal("_______", board.Name);
        Assert.Equal(Origin.Masked, board[3].Origin);
        Assert.True(board.TryEnd(7, out Board same, out _));
        Assert.Equal(board, same);
        board = board.Forced(5, 0);
        Assert.False(board.TryEnd(4, out same, out string? refusal));
        Assert.Equal("Slot 6 must hold a letter, so the name cannot end at slot 5.", refusal);
        Assert.Equal(board, same);
    }

    [Fact]
    public void Forbidding_takes_symbols_away_and_lifts_a_force_to_that_very_symbol()
    {
        Assert.True(Empty.TryForbid(2, new SymbolSet(0b11), out Board board, out _));
        Assert.Equal(Alphabet.English.Outputs - new SymbolSet(0b11), board[2].Allowed);
        Assert.True(Empty.TryForce(4, 9, out board, out _));
        Assert.True(board.TryForbid(4, SymbolSet.Of(8), out Board same, out _));
        Assert.Equal(board, same);
        board = board.Forbidden(4, SymbolSet.Of(9));
        Assert.Equal(Origin.Masked, board[4].Origin);
        Assert.Equal(Alphabet.English.Outputs.Without(9), board[4].Allowed);
        Assert.False(Empty.TryForbid(0, Alphabet.English.Outputs, out _, out string? refusal));
        Assert.Equal("Slot 1 would have nothing left to hold.", refusal);
    }

    [Fact]
    public void Forbidding_everywhere_is_forbidding_in_every_slot_or_in_none() => Gen.Select(GameGenerators.Game, Gen.ULong).Sample((game, bits) =>
    {
        Board board = GameGenerators.Play(game).Board, expected = board;
        SymbolSet set = new SymbolSet(bits) & board.Alphabet.Outputs;
        string? first = null;
        int[] all = [.. Enumerable.Range(0, board.Slots)];
        foreach (int slot in all.Where(slot => board[slot].Origin == Origin.Forced && set.Contains(board[slot].Symbol)).Concat(all).TakeWhile(_ => first is null))
            expected = expected.TryForbid(slot, set, out Board more, out first) ? more : board;
        Assert.Equal(first is null, board.TryForbidEverywhere(set, out Board next, out string? refusal));
        Assert.Equal(first, refusal);
        Assert.Equal(expected, next);
    }, iter: Rounds.Of(1000));

    [Fact]
    public void What_is_forbidden_everywhere_is_masked_where_it_was_revealed_and_the_rest_stays()
    {
        Board board = Empty.Forced(0, 12).Reveal(1, 0, 0.5f).Reveal(3, 25, 0.5f).EndEdit();
        Assert.True(board.TryForbidEverywhere(SymbolSet.Of(25), out Board next, out _));
        Assert.Equal("ma__________", next.Name);
        Assert.Equal("m[^z][^z][^z]", Pattern.Of(next)[..13]);
        Assert.True(Empty.TryForbidEverywhere(SymbolSet.Of(25), out next, out _));
        Assert.Equal("[^z]*", GapPattern.Of(next));
    }

    /// <summary>The forced a would ask for a letter behind the end that is left in slot 2, were it not lifted first.</summary>
    [Fact]
    public void What_a_ban_lifts_does_not_stand_against_it()
    {
        Board board = Pattern.Apply("_[a.]_a", Empty);
        Assert.True(board.TryForbidEverywhere(SymbolSet.Of(0), out Board next, out string? refusal), refusal);
        Assert.Equal(1, next.End);
    }

    [Fact]
    public void Lifting_keeps_a_revealed_letter_and_masks_the_players_own()
    {
        Assert.True(Empty.TryRestrict(2, new SymbolSet(0b111), out Board board, out _));
        board = board.Reveal(2, 1, 0.5f).EndEdit().Lift(2);
        Assert.Equal(Origin.Revealed, board[2].Origin);
        Assert.Equal(1, board[2].Symbol);
        Assert.True(board.IsFree(2));
        Assert.Equal(board, board.Lift(2));
        board = board.Forced(2, 5);
        Assert.Equal(Origin.Masked, board.Lift(2)[2].Origin);
    }

    [Fact]
    public void A_restart_keeps_what_is_forced_and_takes_a_fresh_seed()
    {
        Assert.True(Empty.TryForce(0, 12, out Board board, out _));
        board = board.Reveal(1, 0, 0.5f).EndEdit().Restart();
        Assert.Equal("m___________", board.Name);
        Assert.NotEqual(Empty.Seed, board.Seed);
    }

    [Fact]
    public void Acting_in_the_past_branches_and_undo_takes_a_whole_run_back()
    {
        var session = new Session(new HashDenoiser(Alphabet.English, 12), Empty);
        session.TryApply(BoardAction.Force(0, 12), out _);
        int forced = session.History.Current;
        session.TryApply(BoardAction.Finish, out _);
        int finished = session.History.Current;
        Assert.True(finished > forced + 1);
        Assert.True(session.Undo());
        Assert.Equal(forced, session.History.Current);
        session.TryApply(BoardAction.Force(1, 0), out _);
        Assert.Equal([forced + 1, session.History.Current], session.History.Children(forced));
        session.Seek(finished);
        Assert.True(session.Board.IsFinished);
        Assert.False(session.Redo());
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.Configure(Empty.Settings with { Steps = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.Configure(Empty.Settings with { Temperature = float.NaN }));
    }
}
