using Unmask.Model.Sessions;

namespace Unmask.Toy.Play;

/// <summary>The branch of a history that the timeline shows, and where other branches leave it. Lists are reused.</summary>
internal sealed class ShownBranch
{
    private readonly List<int> _moments = new(256), _placeOf = new(256);
    private readonly List<Fork> _forks = new(64);

    /// <summary>Its moments, oldest first.</summary>
    public IReadOnlyList<int> Moments => _moments;

    /// <summary>Where other branches leave it, oldest first.</summary>
    public IReadOnlyList<Fork> Forks => _forks;

    /// <summary>The index of the current moment in <see cref="Moments"/>.</summary>
    public int Place { get; private set; }

    /// <summary>Shows the branch that a history's current moment is on.</summary>
    public void Follow(History history)
    {
        history.CopyBranch(_moments);
        Place = _moments.IndexOf(history.Current);
        _placeOf.Clear();
        _forks.Clear();
        for (int moment = 0, place = 0; moment < history.Count; moment++)
        {
            bool shown = place < _moments.Count && _moments[place] == moment;
            _placeOf.Add(shown ? place++ : -1);
            if (!shown && _placeOf[history[moment].Parent] is >= 0 and int at)
                _forks.Add(new Fork(at, moment));
        }
    }
}

/// <summary>A branch that is not shown: the place where it leaves the shown one, and its first moment.</summary>
internal readonly record struct Fork(int Place, int Moment)
{
    /// <summary>The moment at which the branch was left.</summary>
    public int Tip(History history)
    {
        int tip = Moment;
        for (int moment = tip + 1; moment < history.Count; moment++)
        {
            if (history[moment].Parent == tip)
                tip = moment;
        }
        return tip;
    }
}
