using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Sessions;

/// <summary>What must hold in every game, whatever is done in it.</summary>
public class SessionTests
{
    private const int Games = 3000;

    [Fact]
    public void Constraints_hold_after_every_action() => GameGenerators.Game.Sample(game =>
    {
        var session = new Session(new HashDenoiser(game.Start.Alphabet, game.Start.Slots), game.Start);
        foreach (BoardAction action in game.Actions)
        {
            Board before = session.Board;
            bool changed = session.TryApply(action, out string? refusal);
            Assert.False(changed && refusal is not null);
            if (!changed)
                Assert.Equal(before, session.Board);
            AssertConsistent(session.Board);
        }
        Board finished = ReverseProcess.Finish(session.Board, session.Prediction);
        Assert.True(finished.IsFinished);
        AssertConsistent(finished);
        for (int slot = 0; slot < finished.Slots; slot++)
        {
            if (session.Board[slot].Origin == Origin.Forced)
                Assert.Equal(session.Board[slot].Symbol, finished[slot].Symbol);
        }
    }, iter: Rounds.Of(Games));

    [Fact]
    public void Undo_takes_back_any_action_and_redo_repeats_it() => GameGenerators.Game.Sample(game =>
    {
        var session = new Session(new HashDenoiser(game.Start.Alphabet, game.Start.Slots), game.Start);
        foreach (BoardAction action in game.Actions)
        {
            int before = session.History.Current;
            if (!session.TryApply(action, out _) || session.History.Current == before)
                continue;
            int after = session.History.Current;
            Assert.True(session.Undo());
            Assert.Equal(before, session.History.Current);
            Assert.True(session.Redo());
            Assert.Equal(after, session.History.Current);
        }
    }, iter: Rounds.Of(Games));

    [Fact]
    public void The_same_seed_and_actions_give_the_same_game() => GameGenerators.Game.Sample(game =>
        Assert.Equal(GameGenerators.Play(game).Board, GameGenerators.Play(game).Board), iter: Rounds.Of(Games / 3));

    [Fact]
    public void Nothing_is_lost_by_acting_in_the_past() => GameGenerators.Game.Sample(game =>
    {
        Session session = GameGenerators.Play(game);
        var moments = Enumerable.Range(0, session.History.Count).Select(m => session.History[m]).ToList();
        session.Seek(0);
        session.TryApply(BoardAction.Reveal(0), out _);
        session.TryApply(BoardAction.Finish, out _);
        for (int m = 0; m < moments.Count; m++)
            Assert.Equal(moments[m], session.History[m]);
    }, iter: Rounds.Of(Games / 3));

    [Fact]
    public void Temperature_changes_no_letter() => GameGenerators.Game.Sample(game =>
    {
        Session session = GameGenerators.Play(game);
        string before = session.Board.Name;
        session.TryApply(BoardAction.Configure(session.Board.Settings with { Temperature = 2.5f }), out _);
        Assert.Equal(before, session.Board.Name);
    }, iter: Rounds.Of(Games / 3));

    [Fact]
    public void A_prediction_is_asked_for_only_when_the_row_or_the_time_changes()
    {
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 1);
        var session = new Session(new HashDenoiser(board.Alphabet, 12), board);
        long passes = session.Prediction.Passes;
        session.TryApply(BoardAction.Configure(board.Settings with { Temperature = 1.7f }), out _);
        Assert.Equal(passes, session.Prediction.Passes);
        session.TryApply(BoardAction.Reveal(3), out _);
        Assert.Equal(passes + 1, session.Prediction.Passes);
    }

    [Fact]
    public void Playing_a_move_allocates_nothing()
    {
        var board = new Board(Alphabet.English, 12, SamplerSettings.Default(40), seed: 1);
        var prediction = new Prediction(new HashDenoiser(board.Alphabet, 12));
        Assert.Equal(0, Allocation.Of(() =>
        {
            Board moved = ReverseProcess.Finish(ReverseProcess.Reveal(board, 4, prediction), prediction);
            prediction.Update(moved.Remask(2));
        }));
    }

    internal static void AssertConsistent(in Board board)
    {
        Span<byte> row = stackalloc byte[board.Slots];
        board.CopyRow(row);
        bool ended = false;
        for (int slot = 0; slot < board.Slots; slot++)
        {
            Slot content = board[slot];
            Assert.True(content.Origin == Origin.Masked == (content.Symbol == board.Alphabet.Mask));
            if (content.Origin != Origin.Masked)
                Assert.True(content.Allowed.Contains(content.Symbol), "a known slot holds what the player allows");
            if (content.Origin == Origin.Forced)
                Assert.Equal(SymbolSet.Of(content.Symbol), content.Allowed);
            Assert.False(board.Candidates(slot).IsEmpty);
            Assert.False(board.Candidates(slot).Contains(board.Alphabet.Mask));
            if (content.Origin != Origin.Masked)
                Assert.True(board.Candidates(slot).Contains(content.Symbol));
            Assert.True(!ended || row[slot] == board.Alphabet.Pad, "PAD alone follows the end of the name");
            ended |= row[slot] == board.Alphabet.Pad;
        }
        Assert.NotEqual(board.Alphabet.Pad, row[0]);
        Assert.InRange(board.Timestep, board.IsFinished ? 0 : 1, board.Settings.Steps);
    }
}
