namespace Unmask.Toy.Play;

/// <summary>
/// Every game since the start, in order. A name from another scene or the shelf, another denoiser or a pasted code begins a new game. The game
/// before stays as it was left, and undoing past the new game's first move leads back to it. So nothing is lost.
/// </summary>
internal sealed class Chronicle
{
    private readonly List<PlayGame> _games = [];
    private int _current = -1;

    public PlayGame Current => _games[_current];

    /// <summary>The number of games before the current one.</summary>
    public int Earlier => _current;

    public bool HasLater => _current < _games.Count - 1;

    /// <summary>The game <paramref name="by"/> places from the current one.</summary>
    public PlayGame At(int by) => _games[_current + by];

    /// <summary>Adds a game after the current one, or in its place if it is blank.</summary>
    public void Begin(PlayGame game)
    {
        if (_current >= 0 && Current.IsBlank)
            _games[_current] = game;
        else
            _games.Insert(++_current, game);
    }

    /// <summary>Goes to the previous game (−1) or the next (1).</summary>
    /// <returns>False if there is none.</returns>
    public bool Go(int by)
    {
        if (_current + by < 0 || _current + by >= _games.Count)
            return false;
        _current += by;
        return true;
    }
}
