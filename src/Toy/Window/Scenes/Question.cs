namespace Unmask.Toy.Window.Scenes;

/// <summary>
/// Guards an act that loses something. The first attempt asks; only a repetition of the same act goes through. Any other act of the player
/// withdraws the question, and so does time. A double click does not count as an answer.
/// </summary>
internal sealed class Question
{
    private const double TooSoon = 0.5, Patience = 8;

    private object? _about;
    private double _asked;

    /// <summary>The act in question; null if there is none.</summary>
    public object? About(double now) => now < _asked + Patience ? _about : null;

    /// <summary>Whether to do an act now. If not, ask the player.</summary>
    public bool IsAnswered(object act, double now)
    {
        if (!act.Equals(About(now)))
        {
            (_about, _asked) = (act, now);
            return false;
        }
        if (now < _asked + TooSoon)
            return false;
        _about = null;
        return true;
    }

    /// <summary>The player does something else.</summary>
    public void Withdraw() => _about = null;
}
