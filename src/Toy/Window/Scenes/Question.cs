namespace Unmask.Toy.Window.Scenes;

/// <summary>
/// Stands before an act that loses something: the first time it asks, and only the same act again goes through. Anything else that the player does
/// withdraws it, and so does time. A double click is no answer.
/// </summary>
internal sealed class Question
{
    private const double TooSoon = 0.5, Patience = 8;

    private object? _about;
    private double _asked;

    /// <summary>What is being asked about; null if nothing is.</summary>
    public object? About(double now) => now < _asked + Patience ? _about : null;

    /// <summary>Whether an act is to be done now. If not, the player has to be asked.</summary>
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
