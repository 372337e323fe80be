using Unmask.Model.Diffusion;

namespace Unmask.Model.Sessions;

/// <summary>The way from a history's first moment to the one that is shown, as actions that lead there.</summary>
internal static class ReplayPath
{
    /// <summary>Moments on the way, the first not counted.</summary>
    public static int Length(History history)
    {
        int length = 0;
        for (int m = history.Current; history[m].Parent >= 0; m = history[m].Parent)
            length++;
        return length;
    }

    /// <summary>How often a pattern with gaps, whose place was not drawn yet, got it on the way.</summary>
    public static int Places(History history)
    {
        int places = 0;
        for (int m = history.Current; history[m].Parent is >= 0 and int parent; m = parent)
            places += history[m].Action.DrewPlace(history[parent].Board, history[m].Board) ? 1 : 0;
        return places;
    }

    /// <summary>The actions in order. The steps of one <see cref="ActionKind.Finish"/> are one action again; actions that changed nothing are left out.</summary>
    public static IEnumerable<BoardAction> ActionsOf(History history)
    {
        var path = new int[Length(history)];
        for (int m = history.Current, i = path.Length - 1; i >= 0; m = history[m].Parent, i--)
            path[i] = m;

        for (int i = 0; i < path.Length; i++)
        {
            Moment moment = history[path[i]];
            int last = i;
            while (last + 1 < path.Length && history[path[last + 1]].Run == moment.Run)
                last++;
            if (last > i && history[path[last]].Board.IsFinished)
            {
                yield return BoardAction.Finish;
                i = last;
            }
            else if (moment.Board != history[moment.Parent].Board)
            {
                yield return moment.Action;
            }
        }
    }
}
