using Unmask.Model.Diffusion;

namespace Unmask.Toy.Play;

/// <summary>
/// Every game since the window opened, side by side. A name taken home, another denoiser or a pasted code begins another game; the one before stays
/// as it was left, before the first move of the new one. So nothing is lost.
/// </summary>
internal sealed class Chronicle
{
    private readonly List<PlayGame> _games = [];
    private int _current = -1;

    public PlayGame Current => _games[_current];

    public bool HasEarlier => _current > 0;

    public bool HasLater => _current < _games.Count - 1;

    /// <summary>Begins a game after the one that is shown.</summary>
    public void Begin(PlayGame game)
    {
        if (_current >= 0 && IsBlank(Current))
            _games[_current] = game;
        else
            _games.Insert(++_current, game);
    }

    /// <summary>Goes to the game before (−1) or after (1).</summary>
    /// <returns>False if there is none.</returns>
    public bool Go(int by)
    {
        if (_current + by < 0 || _current + by >= _games.Count)
            return false;
        _current += by;
        return true;
    }

    /// <summary>Nobody has done anything with it, nor was there anything to begin with.</summary>
    private static bool IsBlank(PlayGame game)
    {
        Board start = game.Session.History[0].Board;
        bool isBlank = !game.HasMoved;
        for (int slot = 0; slot < start.Slots; slot++)
            isBlank &= start.IsMasked(slot) && start.IsFree(slot);
        return isBlank;
    }
}
