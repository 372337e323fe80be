namespace Unmask.Toy.Play.Duel;

/// <summary>All moves of a duel, and each round's row as the player saw it last.</summary>
internal sealed class DuelRecord(DuelGame duel)
{
    private readonly List<DuelMove>[] _rounds = [.. Enumerable.Range(0, DuelGame.Rounds).Select(_ => new List<DuelMove>())];
    private readonly string?[] _rows = new string?[DuelGame.Rounds];

    /// <summary>The rounds up to the current one: the row as the player saw it last, and the moves.</summary>
    public IEnumerable<(string? Row, List<DuelMove> Moves)> Rounds => _rows.Zip(_rounds).Take(duel.Round + 1);

    /// <summary>Records the last move and the visible row. Call it once after each move and at the start of a round.</summary>
    public void Note()
    {
        if (duel.LastMove is { } move)
            _rounds[duel.Round].Add(move);
        _rows[duel.Round] = duel.Board.Name;
    }
}
