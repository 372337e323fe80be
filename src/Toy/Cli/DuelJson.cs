using System.Text.Json.Serialization;
using Unmask.Model.Text;
using Unmask.Toy.Play.Duel;

namespace Unmask.Toy.Cli;

/// <summary>The state of a duel. Slots count from 1.</summary>
internal sealed record DuelJson(
    ulong Seed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeedText,
    string Level,
    bool Over,
    int Points,
    int DenoiserPoints,
    int BestStreak,
    IEnumerable<DuelJson.Round> Rounds)
{
    public static DuelJson Of(DuelGame duel, DuelRecord record)
    {
        Alphabet alphabet = duel.Board.Alphabet;
        return new(
            duel.Seed,
            CommandJson.TextOf(duel.Seed),
            duel.Level.ToString().ToLowerInvariant(),
            duel.IsOver,
            duel.PlayerPoints,
            duel.DenoiserPoints,
            duel.BestStreak,
            record.Rounds.Select(round => new Round(round.Row, round.Moves.Select(ToMove))));

        Move ToMove(DuelMove move) => new(
            move.IsPlayers ? "player" : "denoiser",
            move.Slot + 1,
            alphabet.CharacterOf(move.Guess),
            alphabet.CharacterOf(move.Truth),
            move.Probability,
            move.Points,
            move.IsWholeName ? move.Letters : null);
    }

    internal sealed record Round(string? Row, IEnumerable<Move> Moves);

    internal sealed record Move(string By, int Slot, char Letter, char Truth, double Probability, int Points,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Letters);
}
