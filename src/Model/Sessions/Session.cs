using Unmask.Model.Diffusion;

namespace Unmask.Model.Sessions;

/// <summary>
/// One game being played: its history, and the denoiser's prediction for what is shown now. The window, the terminal and the tests
/// all play through this.
/// </summary>
public sealed class Session
{
    private int _runs;

    /// <summary>Begins a game.</summary>
    /// <param name="denoiser">Used by this game alone; <see cref="IDenoiser.Fork"/> it for another.</param>
    /// <param name="start">The first board; it must fit the denoiser.</param>
    public Session(IDenoiser denoiser, in Board start)
    {
        History = new History(start);
        Prediction = new Prediction(denoiser);
        Prediction.Update(start);
    }

    /// <summary>Every moment so far.</summary>
    public History History { get; }

    /// <summary>The board that is shown now.</summary>
    public Board Board => History[History.Current].Board;

    /// <summary>The denoiser's prediction for <see cref="Board"/>, always up to date.</summary>
    public Prediction Prediction { get; }

    /// <summary>Carries out an action on the current board.</summary>
    /// <returns>False if nothing came of it: with a reason if it was refused, without one if it changes nothing.</returns>
    public bool TryApply(in BoardAction action, out string? refusal) => TryApply(action, isRepeated: false, out refusal);

    /// <summary>Takes the last action back; false if there is none.</summary>
    public bool Undo() => Moved(History.Undo());

    /// <summary>Goes forward again along the branch that was last visited; false at its tip.</summary>
    public bool Redo() => Moved(History.Redo());

    /// <summary>Shows any moment of the history.</summary>
    public void Seek(int moment)
    {
        History.Seek(moment);
        Moved(true);
    }

    /// <summary>Carries out an action of a recorded game, where each action is a moment of its own.</summary>
    internal bool TryRepeat(in BoardAction action, out string? refusal) => TryApply(action, isRepeated: true, out refusal);

    private bool TryApply(in BoardAction action, bool isRepeated, out string? refusal)
    {
        refusal = null;
        Board board = Board, next;
        // What is set by hand in a slot holds for one place, so the place is drawn first.
        if (board.IsFloating && action.Kind is ActionKind.Force or ActionKind.Restrict or ActionKind.Forbid or ActionKind.ForbidEverywhere or ActionKind.End)
            board = ReverseProcess.Place(board, Prediction);
        switch (action.Kind)
        {
            case ActionKind.Force:
                if (!board.TryForce(action.Slot, action.Symbols.First, out next, out refusal))
                    return false;
                break;
            case ActionKind.Restrict:
                if (!board.TryRestrict(action.Slot, action.Symbols, out next, out refusal))
                    return false;
                break;
            case ActionKind.Forbid:
                if (!board.TryForbid(action.Slot, action.Symbols, out next, out refusal))
                    return false;
                break;
            case ActionKind.ForbidEverywhere:
                if (!board.TryForbidEverywhere(action.Symbols, out next, out refusal))
                    return false;
                break;
            case ActionKind.End:
                if (!board.TryEnd(action.Slot, out next, out refusal))
                    return false;
                break;
            case ActionKind.Configure:
                if (action.Settings.Problem is { } problem)
                {
                    refusal = problem;
                    return false;
                }
                return Configure(action, isRepeated);
            case ActionKind.Finish:
                return Finish();
            case ActionKind.SetPattern:
                try
                {
                    next = Placements.Begin(action.Pattern ?? "", board, Prediction.Denoiser);
                }
                catch (PatternException e)
                {
                    refusal = e.Message;
                    return false;
                }
                break;
            default:
                next = action.Kind switch
                {
                    ActionKind.Reveal => ReverseProcess.Reveal(board, action.Slot, Prediction),
                    ActionKind.Step => ReverseProcess.Step(board, Prediction),
                    ActionKind.Lift => board.Lift(action.Slot),
                    ActionKind.Remask => board.Remask(action.Slot),
                    ActionKind.Restart => board.Restart(),
                    _ => throw new ArgumentOutOfRangeException(nameof(action), action.Kind, "no such action"),
                };
                break;
        }
        if (next == board)
            return false;
        History.Append(next, action, ++_runs);
        Prediction.Update(next);
        return true;
    }

    /// <summary>Every step is a moment of its own, so that it can be watched and scrubbed; together they are one action to undo.</summary>
    private bool Finish()
    {
        if (Board.IsFinished)
            return false;
        _runs++;
        while (!Board.IsFinished)
            History.Append(ReverseProcess.Step(Board, Prediction), BoardAction.Step, _runs);
        return Moved(true);
    }

    /// <summary>Moving a slider is one action, however many values it passes: the board follows from the last value alone.</summary>
    private bool Configure(in BoardAction action, bool isRepeated)
    {
        if (action.Settings == Board.Settings)
            return false;
        Moment current = History[History.Current];
        if (!isRepeated && current.Action.Kind == ActionKind.Configure && !History.CanRedo)
            History.ReplaceCurrent(History[current.Parent].Board.Configure(action.Settings), action);
        else
            History.Append(Board.Configure(action.Settings), action, ++_runs);
        return Moved(true);
    }

    private bool Moved(bool moved)
    {
        if (moved)
            Prediction.Update(Board);
        return moved;
    }
}
