using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>A board as a value: what it says of itself, and what makes it another.</summary>
public class BoardValueTests
{
    private static readonly SamplerSettings Settings = SamplerSettings.Default(40);

    private static readonly Board Empty = new(Alphabet.English, 12, Settings, seed: 7);

    private static readonly byte Pad = Alphabet.English.Pad;

    /// <summary>Boards that differ from <see cref="Empty"/>, and from each other, in a single thing where that is possible.</summary>
    private static readonly Board[] Others =
    [
        new(Alphabet.English, 11, Settings, seed: 7),
        new(Alphabet.English, 12, Settings with { Temperature = 1.5f }, seed: 7),
        new(new Alphabet("zyxwvutsrqponmlkjihgfedcba"), 12, Settings, seed: 7),
        Empty.WithSeed(8),
        Empty.EndEdit(),
        Empty.EndStep(39).AtStart(),
        Empty.Reveal(3, 4, 0.5f),
        Empty.Reveal(3, 5, 0.5f),
        Empty.Reveal(4, 4, 0.5f),
        Empty.Reveal(3, 4, 0.25f),
        Empty.Reveal(3, 4, 0.5f).AtStart(),
        Empty.Forced(3, 4).AtStart(),
        Empty.Restricted(3, new SymbolSet(0b11)).AtStart(),
    ];

    [Fact]
    public void Boards_are_equal_if_everything_is()
    {
        for (int i = 0; i < Others.Length; i++)
        {
            Assert.True(Empty != Others[i], $"{i}");
            Assert.False(Empty == Others[i]);
            Assert.False(Empty.Equals((object)Others[i]));
            for (int j = 0; j < Others.Length; j++)
                Assert.Equal(i == j, Others[i] == Others[j]);
        }
        var same = new Board(new Alphabet(Alphabet.English.Letters), 12, SamplerSettings.Default(40), seed: 7);
        Assert.True(Empty == same);
        Assert.False(Empty != same);
        Assert.Equal(Empty.GetHashCode(), same.GetHashCode());
        Assert.False(Empty.Equals(null));
    }

    [Fact]
    public void A_row_is_shown_as_letters_end_and_masks()
    {
        Assert.Equal(("____________", 0), (Empty.Row, Empty.FirstMasked));
        Board some = Empty.Forced(0, 4).Reveal(1, 12, 0.5f).Reveal(3, 0, 0.5f).EndEdit();
        Assert.Equal(("em_a________", 2), (some.Row, some.FirstMasked));
        // What comes after the end is implied, not masked.
        Board ended = some.Reveal(2, 12, 0.5f).Reveal(4, Pad, 0.5f).EndEdit();
        Assert.Equal(("emma........", -1), (ended.Row, ended.FirstMasked));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Board.MaxSlots + 1)]
    public void A_row_has_one_slot_to_24(int slots) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Board(Alphabet.English, slots, Settings, 1));

    [Theory]
    [InlineData(-1)]
    [InlineData(12)]
    [InlineData(24)]
    public void A_slot_beyond_the_row_is_the_callers_mistake(int slot)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty[slot]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.TryForce(slot, 0, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.TryForbid(slot, default, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.TryEnd(slot, out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.Remask(slot));
        Assert.Throws<ArgumentOutOfRangeException>(() => Empty.Lift(slot));
    }

    [Fact]
    public void A_new_board_is_masked_at_the_start_of_time()
    {
        Assert.Equal((12, 12, 40, 0, 1f), (Empty.Masked, Empty.End, Empty.Timestep, Empty.Moves, Empty.Time));
        Assert.Equal("____________", Empty.Name);
        Assert.All(Enumerable.Range(0, 12), slot =>
        {
            Assert.Equal(new Slot(Alphabet.English.Mask, Origin.Masked, slot == 0 ? Alphabet.English.AllLetters : Alphabet.English.Outputs, 0, 0), Empty[slot]);
            Assert.True(Empty.IsMasked(slot) && !Empty.IsRevealed(slot) && Empty.IsFree(slot) && !Empty.IsRestricted(slot) && !Empty.IsAfterEnd(slot));
        });
        Assert.Equal(0.5f, Empty.EndStep(20).Time);
    }

    /// <summary>What the end hides counts for nothing, and comes back when it goes.</summary>
    [Fact]
    public void Nothing_but_PAD_follows_the_end()
    {
        Board board = Empty.Reveal(5, 4, 0.5f).Reveal(2, Pad, 0.5f).Reveal(0, 1, 0.5f);
        Assert.Equal((2, 1, "b_"), (board.End, board.Masked, board.Name));
        Assert.Equal((false, false, true), (board.IsAfterEnd(1), board.IsAfterEnd(2), board.IsAfterEnd(3)));
        Assert.Equal((true, false, true, false), (board.IsRevealed(0), board.IsRevealed(1), board.IsRevealed(2), board.IsRevealed(5)));
        Assert.False(board.IsMasked(3));
        byte[] row = new byte[12];
        board.CopyRow(row);
        Assert.Equal([1, Alphabet.English.Mask, .. Enumerable.Repeat(Pad, 10)], row);
        Assert.False(board.IsFinished);
        Assert.True(board.Reveal(1, 2, 0.5f).IsFinished);
        Assert.Equal((Origin.Revealed, 4), (board.Remask(2)[5].Origin, board.Remask(2)[5].Symbol));
    }

    [Fact]
    public void Candidates_follow_from_the_known_slots_beside()
    {
        // A letter behind asks for letters; an end before leaves nothing but PAD.
        Board board = Empty.Reveal(3, 4, 0.5f).EndEdit();
        Assert.Equal(Alphabet.English.AllLetters, board.Candidates(2));
        Assert.Equal(Alphabet.English.Outputs, board.Candidates(3));
        Assert.Equal(Alphabet.English.Outputs, board.Candidates(4));
        board = Empty.Reveal(3, Pad, 0.5f).EndEdit();
        Assert.Equal(Alphabet.English.Outputs, board.Candidates(2));
        Assert.Equal(Alphabet.English.Outputs, board.Candidates(3));
        Assert.Equal(SymbolSet.Of(Pad), board.Candidates(4));
    }

    [Fact]
    public void Moves_are_counted_and_time_follows()
    {
        Board board = Empty.Reveal(3, 4, 0.5f);
        Assert.Equal((0, 1), (board.Moves, board[3].Move));
        Board stepped = board.EndStep(30), edited = board.EndEdit();
        Assert.Equal((1, 30), (stepped.Moves, stepped.Timestep));
        Assert.Equal((1, NoiseSchedule.TimestepFor(11, 12, 40)), (edited.Moves, edited.Timestep));
        Board full = Enumerable.Range(0, 12).Aggregate(Empty, (b, slot) => b.Reveal(slot, 1, 1));
        Assert.Equal(0, full.EndStep(30).Timestep);
        Board start = stepped.AtStart();
        Assert.Equal((0, 0, 4, 0.5f), (start.Moves, start[3].Move, start[3].Symbol, start[3].Probability));
        Assert.Equal(12, Enumerable.Range(0, 12).Count(slot => start[slot].Move == 0));
    }

    [Fact]
    public void Time_is_derived_anew_only_for_another_number_of_steps()
    {
        Board board = Empty.EndStep(17);
        Assert.Equal(17, board.Configure(Settings with { Temperature = 2 }).Timestep);
        Assert.Equal(20, board.Configure(Settings with { Steps = 20 }).Timestep);
        Assert.Equal(20, board.Configure(Settings with { Steps = 20 }).Settings.Steps);
    }

    [Fact]
    public void A_constraint_keeps_what_it_permits()
    {
        Board board = Empty.Reveal(3, 4, 0.5f).EndEdit();
        Board kept = board.Restricted(3, new SymbolSet(0b110000));
        Assert.Equal((Origin.Revealed, 4, 0.5f), (kept[3].Origin, kept[3].Symbol, kept[3].Probability));
        Board masked = board.Restricted(3, new SymbolSet(0b11));
        Assert.Equal((Origin.Masked, 0f, 0), (masked[3].Origin, masked[3].Probability, masked[3].Move));
        Board forced = Empty.Forced(3, 4);
        Assert.Equal((1, 1, 0f), (forced.Moves, forced[3].Move, forced[3].Probability));
        Assert.Equal((Origin.Masked, 2), (forced.Restricted(3, new SymbolSet(0b110000))[3].Origin, forced.Restricted(3, new SymbolSet(0b110000)).Moves));
        // Forbidding others leaves a forced slot as it is, and is no move.
        Assert.Equal(forced, forced.Forbidden(3, SymbolSet.Of(9)));
    }

    [Fact]
    public void Ending_where_the_name_ends_is_no_move_and_elsewhere_moves_the_end()
    {
        Board board = Empty.Ended(4);
        Assert.Equal(board, board.Ended(4));
        Board moved = board.Forced(7, Pad).Ended(4);
        Assert.Equal(4, moved.End);
        Assert.True(moved.IsFree(7));
    }

    [Fact]
    public void Masking_a_slot_that_is_free_and_masked_is_no_move()
    {
        Assert.Equal(Empty, Empty.Remask(3));
        Board restricted = Empty.Restricted(3, new SymbolSet(0b11));
        Assert.True(restricted.Remask(3).IsFree(3));
        Assert.Equal(2, restricted.Remask(3).Moves);
        Assert.Equal(Origin.Masked, Empty.Reveal(3, 4, 0.5f).EndEdit().Remask(3)[3].Origin);
    }

    [Fact]
    public void The_denoisers_actions_are_reveal_step_and_finish()
    {
        Assert.All((BoardAction[])[BoardAction.Reveal(1), BoardAction.Step, BoardAction.Finish], action => Assert.True(action.IsDenoisers));
        Assert.All(
            (BoardAction[])[BoardAction.Force(1, 2), BoardAction.End(1), BoardAction.Lift(1), BoardAction.Remask(1), BoardAction.Restart, BoardAction.Configure(Settings)],
            action => Assert.False(action.IsDenoisers));
    }

    [Fact]
    public void Sets_of_symbols_unite()
    {
        Assert.Equal(new SymbolSet(0b1110), new SymbolSet(0b0110) | new SymbolSet(0b1010));
        Assert.True(new SymbolSet(1UL << 63).Contains(63));
        Assert.False(new SymbolSet(1UL << 63).Contains(62));
    }
}
