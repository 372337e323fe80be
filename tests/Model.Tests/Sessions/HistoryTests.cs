using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Sessions;

/// <summary>A session and its tree of moments, move by move.</summary>
public class HistoryTests
{
    private static readonly Board Start = new(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7);

    private readonly Session _session = new(new HashDenoiser(Alphabet.English, 12), Start);

    [Fact]
    public void Every_action_is_a_moment_of_its_own()
    {
        Apply(BoardAction.Force(0, 12));
        Apply(BoardAction.Restrict(1, new SymbolSet(0b10001)));
        Apply(BoardAction.Forbid(2, SymbolSet.Of(3)));
        Apply(BoardAction.ForbidEverywhere(SymbolSet.Of(25)));
        Apply(BoardAction.End(7));
        Apply(BoardAction.Reveal(3));
        Apply(BoardAction.Step);
        Apply(BoardAction.Remask(3));
        Apply(BoardAction.Lift(1));
        Apply(BoardAction.Restart);
        Assert.Equal((11, 10), (_session.History.Count, _session.History.Current));
        Assert.Equal(Enumerable.Range(-1, 11), Enumerable.Range(0, 11).Select(m => _session.History[m].Parent));
        Assert.Equal(Enumerable.Range(0, 11), Enumerable.Range(0, 11).Select(m => _session.History[m].Run));
        Assert.Equal((Origin.Forced, (byte)12), (_session.Board[0].Origin, _session.Board[0].Symbol));
        Assert.True(_session.Board.IsFree(1));
        Assert.False(_session.Board[2].Allowed.Contains(3));
        Assert.Equal(7, _session.Board.End);
    }

    [Fact]
    public void What_changes_nothing_or_is_refused_is_no_moment()
    {
        Refuse(BoardAction.Remask(3), null);
        Refuse(BoardAction.Configure(Start.Settings), null);
        Refuse(BoardAction.Force(0, Alphabet.English.Pad), "A name needs at least one letter.");
        Refuse(BoardAction.Restrict(3, default), "Slot 4 would have nothing left to hold.");
        Refuse(BoardAction.Forbid(3, Alphabet.English.Outputs), "Slot 4 would have nothing left to hold.");
        Refuse(BoardAction.End(0), "A name needs at least one letter.");
        Refuse(BoardAction.Configure(Start.Settings with { Steps = 0 }), (Start.Settings with { Steps = 0 }).Problem);
        Apply(BoardAction.Finish);
        int moments = _session.History.Count;
        Refuse(BoardAction.Finish, null);
        Assert.Equal(moments, _session.History.Count);
        Assert.False(_session.Redo());
        Assert.Contains("no such action", Assert.Throws<ArgumentOutOfRangeException>(() => _session.TryApply(new BoardAction(ActionKind.Start), out _)).Message, StringComparison.Ordinal);

        void Refuse(in BoardAction action, string? why)
        {
            int before = _session.History.Current;
            Assert.False(_session.TryApply(action, out string? refusal));
            Assert.Equal(why, refusal);
            Assert.Equal(before, _session.History.Current);
        }
    }

    [Fact]
    public void A_whole_run_is_undone_at_once_and_scrubbed_step_by_step()
    {
        Assert.False(_session.Undo());
        Assert.Equal((false, false), (_session.History.CanUndo, _session.History.CanRedo));
        Apply(BoardAction.Force(0, 12));
        Apply(BoardAction.Finish);
        int last = _session.History.Current;
        Assert.True(last > 3);
        Assert.Single(Enumerable.Range(2, last - 1).Select(m => _session.History[m].Run).Distinct());
        Assert.All(Enumerable.Range(2, last - 1), m => Assert.Equal(BoardAction.Step, _session.History[m].Action));
        Assert.True(_session.Undo());
        Assert.Equal(1, _session.History.Current);
        Assert.True(_session.Undo());
        Assert.Equal((0, false, true), (_session.History.Current, _session.History.CanUndo, _session.History.CanRedo));
        Assert.True(_session.Redo());
        Assert.Equal(1, _session.History.Current);
        Assert.True(_session.Redo());
        Assert.Equal(last, _session.History.Current);
        _session.Seek(3);
        Assert.Equal(_session.History[3].Board, _session.Board);
        AssertPredicted();
        Assert.Throws<ArgumentOutOfRangeException>(() => _session.Seek(last + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _session.Seek(-1));
    }

    [Fact]
    public void Acting_in_the_past_branches()
    {
        Apply(BoardAction.Force(0, 12));
        Apply(BoardAction.Force(1, 0));
        Apply(BoardAction.Force(2, 17));
        _session.Seek(1);
        Apply(BoardAction.Force(1, 4));
        Assert.Equal((1, 4), (_session.History[4].Parent, _session.History.Current));
        Assert.Equal([2, 4], _session.History.Children(1));
        Assert.Equal([3], _session.History.Children(2));
        Assert.Empty(_session.History.Children(4));
        List<int> branch = [9, 9];
        _session.History.CopyBranch(branch);
        Assert.Equal([0, 1, 4], branch);
        // Redo follows the branch that was last visited, and the strip shows it whole from anywhere on it.
        _session.Seek(2);
        _session.Seek(0);
        _session.History.CopyBranch(branch);
        Assert.Equal([0, 1, 2, 3], branch);
        _session.Seek(2);
        _session.History.CopyBranch(branch);
        Assert.Equal([0, 1, 2, 3], branch);
        Assert.True(_session.Redo());
        Assert.Equal(3, _session.History.Current);
    }

    /// <summary>A slider passes many values; the last one counts, from where it began.</summary>
    [Fact]
    public void Settings_moved_in_a_row_are_one_moment()
    {
        Apply(BoardAction.Reveal(3));
        Apply(BoardAction.Configure(Start.Settings with { Steps = 10 }));
        Apply(BoardAction.Configure(Start.Settings with { Steps = 20 }));
        Apply(BoardAction.Configure(Start.Settings with { Steps = 30 }));
        Assert.Equal((3, 30), (_session.History.Count, _session.Board.Settings.Steps));
        Assert.Equal(_session.History[1].Board.Configure(Start.Settings with { Steps = 30 }), _session.Board);
        Assert.Equal((2, 30), (_session.History[2].Run, _session.History[2].Action.Settings.Steps));
        AssertPredicted();
        // Not where something follows that was made from it.
        Apply(BoardAction.Reveal(5));
        _session.Seek(2);
        Apply(BoardAction.Configure(Start.Settings with { Steps = 40 }));
        Assert.Equal((5, 2), (_session.History.Count, _session.History[4].Parent));
        // A recorded game has each of them.
        Assert.True(_session.TryRepeat(BoardAction.Configure(Start.Settings with { Steps = 50 }), out _));
        Assert.Equal((6, 4), (_session.History.Count, _session.History[5].Parent));
    }

    private void Apply(in BoardAction action)
    {
        Assert.True(_session.TryApply(action, out string? refusal), $"{action.Kind}: {refusal}");
        Assert.Null(refusal);
        AssertPredicted();
    }

    /// <summary>The session's prediction is that of its board.</summary>
    private void AssertPredicted()
    {
        var anew = new Prediction(new HashDenoiser(Alphabet.English, 12));
        anew.Update(_session.Board);
        for (int slot = 0; slot < 12; slot++)
        {
            if (_session.Board.IsMasked(slot))
                Assert.True(anew.Probabilities(slot).SequenceEqual(_session.Prediction.Probabilities(slot)), $"slot {slot + 1}");
        }
    }
}
