using Unmask.Model.Diffusion;

namespace Unmask.Model.Sessions;

/// <summary>A moment of a game: its board, and the action that led there.</summary>
/// <param name="Board">The board after the action.</param>
/// <param name="Action">The action.</param>
/// <param name="Parent">The moment before; −1 for the first.</param>
/// <param name="Run">Moments of one action that took several steps share a run, and undo takes them back together.</param>
public readonly record struct Moment(Board Board, BoardAction Action, int Parent, int Run);

/// <summary>
/// Every moment of a game, as a tree: acting in the past begins a branch and the old one stays reachable. Moments are numbered in the order
/// in which they were made.
/// </summary>
public sealed class History
{
    private readonly List<Moment> _moments = new(256);

    // The child that redo goes to: the branch that was last visited.
    private readonly List<int> _next = new(256);

    /// <summary>A game that begins with a board.</summary>
    public History(in Board start) => Add(start, new BoardAction(ActionKind.Start), -1, 0);

    /// <summary>The moment that is shown now.</summary>
    public int Current { get; private set; }

    /// <summary>Moments in all branches.</summary>
    public int Count => _moments.Count;

    /// <summary>A moment by its number.</summary>
    public Moment this[int moment] => _moments[moment];

    /// <summary>The moments from the first to <see cref="Current"/> and on along the branch that redo follows.</summary>
    public void CopyBranch(List<int> branch)
    {
        branch.Clear();
        for (int m = Current; m >= 0; m = _moments[m].Parent)
            branch.Add(m);
        branch.Reverse();
        for (int m = _next[Current]; m >= 0; m = _next[m])
            branch.Add(m);
    }

    /// <summary>The moments that were made from <paramref name="moment"/>, oldest first.</summary>
    public IEnumerable<int> Children(int moment)
    {
        for (int m = moment + 1; m < _moments.Count; m++)
        {
            if (_moments[m].Parent == moment)
                yield return m;
        }
    }

    /// <summary>There is an action to take back.</summary>
    public bool CanUndo => _moments[Current].Parent >= 0;

    /// <summary>There is a later moment on the branch.</summary>
    public bool CanRedo => _next[Current] >= 0;

    /// <summary>Back to before the last action; false if there is none.</summary>
    public bool Undo()
    {
        if (!CanUndo)
            return false;
        int run = _moments[Current].Run;
        while (CanUndo && _moments[Current].Run == run)
            Seek(_moments[Current].Parent);
        return true;
    }

    /// <summary>Forward again along the branch that was last visited; false at its tip.</summary>
    public bool Redo()
    {
        if (!CanRedo)
            return false;
        int run = _moments[_next[Current]].Run;
        while (CanRedo && _moments[_next[Current]].Run == run)
            Seek(_next[Current]);
        return true;
    }

    /// <summary>To any moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such moment.</exception>
    public void Seek(int moment)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)moment, (uint)_moments.Count);
        Current = moment;
        for (int m = moment; _moments[m].Parent >= 0; m = _moments[m].Parent)
            _next[_moments[m].Parent] = m;
    }

    /// <summary>Adds a moment after the current one and goes there.</summary>
    internal void Append(in Board board, in BoardAction action, int run)
    {
        Add(board, action, Current, run);
        Seek(_moments.Count - 1);
    }

    /// <summary>Puts another board and action in the current moment's place; it must have no children.</summary>
    internal void ReplaceCurrent(in Board board, in BoardAction action) =>
        _moments[Current] = _moments[Current] with { Board = board, Action = action };

    private void Add(in Board board, in BoardAction action, int parent, int run)
    {
        _moments.Add(new Moment(board, action, parent, run));
        _next.Add(-1);
    }
}
