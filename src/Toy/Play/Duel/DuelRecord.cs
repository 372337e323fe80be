namespace Unmask.Toy.Play.Duel;

/// <summary>What could be seen at the end of every round of a duel, and all moves.</summary>
internal sealed class DuelRecord(DuelGame duel)
{
    private readonly List<DuelMove>[] _rounds = [.. Enumerable.Range(0, DuelGame.Rounds).Select(_ => new List<DuelMove>())];
    private readonly string?[] _rows = new string?[DuelGame.Rounds];

    /// <summary>The rounds up to the current one: the row as it could be seen last, and the moves.</summary>
    public IEnumerable<(string? Row, List<DuelMove> Moves)> Rounds => _rows.Zip(_rounds).Take(duel.Round + 1);

    /// <summary>Notes the last move, and what can be seen now; to be called once after each move and at the start of a round.</summary>
    public void Note()
    {
        if (duel.LastMove is { } move)
            _rounds[duel.Round].Add(move);
        _rows[duel.Round] = duel.Board.Name;
    }
}
