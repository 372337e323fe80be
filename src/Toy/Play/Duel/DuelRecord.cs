using System.Globalization;
using System.Text.Json;
using Unmask.Model.Text;
using Unmask.Toy.Storage;

namespace Unmask.Toy.Play.Duel;

/// <summary>A duel as a program reads it: what could be seen at the end of every round, and all moves.</summary>
internal sealed class DuelRecord(DuelGame duel)
{
    private readonly List<DuelMove>[] _rounds = [.. Enumerable.Range(0, DuelGame.Rounds).Select(_ => new List<DuelMove>())];
    private readonly string?[] _rows = new string?[DuelGame.Rounds];

    /// <summary>Notes the last move, and what can be seen now; to be called once after each move and at the start of a round.</summary>
    public void Note()
    {
        if (duel.LastMove is { } move)
            _rounds[duel.Round].Add(move);
        _rows[duel.Round] = duel.Board.Name;
    }

    public void Write(Utf8JsonWriter writer)
    {
        Alphabet alphabet = duel.Board.Alphabet;
        writer.WriteSeed(duel.Seed);
        writer.WriteString("level"u8, NameOf(duel.Level));
        writer.WriteBoolean("over"u8, duel.IsOver);
        writer.WriteNumber("points"u8, duel.PlayerPoints);
        writer.WriteNumber("denoiserPoints"u8, duel.DenoiserPoints);
        writer.WriteNumber("bestStreak"u8, duel.BestStreak);
        writer.WriteStartArray("rounds"u8);
        for (int round = 0; round <= duel.Round; round++)
        {
            writer.WriteStartObject();
            writer.WriteString("row"u8, _rows[round]);
            writer.WriteStartArray("moves"u8);
            foreach (DuelMove move in _rounds[round])
            {
                writer.WriteStartObject();
                writer.WriteString("by"u8, move.IsPlayers ? "player" : "denoiser");
                writer.WriteNumber("slot"u8, move.Slot + 1);
                writer.WriteString("letter"u8, alphabet.CharacterOf(move.Guess).ToString());
                writer.WriteString("truth"u8, alphabet.CharacterOf(move.Truth).ToString());
                writer.WriteNumber("probability"u8, Math.Round(move.Probability, 6));
                writer.WriteNumber("points"u8, move.Points);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static string NameOf(DuelLevel level) => level.ToString().ToLower(CultureInfo.InvariantCulture);
}
