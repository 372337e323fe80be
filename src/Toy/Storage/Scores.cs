using System.Text.Json;
using System.Text.Json.Nodes;

namespace Unmask.Toy.Storage;

/// <summary>One finished duel.</summary>
/// <param name="Day">The day it was played, in the player's calendar.</param>
/// <param name="Level">0 the easiest.</param>
/// <param name="Points">The player's.</param>
/// <param name="Opponent">The denoiser's.</param>
/// <param name="Streak">The longest run of right letters.</param>
/// <param name="Daily">It was the puzzle of its day.</param>
/// <param name="Field">List and denoiser; null for the program's own, as in all duels from before this was recorded.</param>
internal sealed record Score(DateOnly Day, int Level, int Points, int Opponent, int Streak, bool Daily = false, string? Field = null);

/// <summary>The recorded duels, best first.</summary>
internal sealed record Scores(IReadOnlyList<Score> Games)
{
    public const string File = "scores.json";

    private const string Key = "games";

    /// <summary>How many duels of a level are kept; and how many puzzles of the day. Of these the oldest is dropped, because their days are counted.</summary>
    public const int Most = 100, MostDaily = 400;

    public static Scores Empty { get; } = new([]);

    /// <summary>Reads the scores from a file.</summary>
    /// <exception cref="JsonException">The file has no such content.</exception>
    public static Scores Read(JsonObject file, Action<string> refuse) => new Scores([.. Entries.Read(file, Key, ScoreIn, refuse)]).Ordered();

    /// <summary>Writes the games to a file.</summary>
    public void Write(JsonObject file) => Entries.Write(file, Key, ScoreIn, Games, game => JsonSerializer.SerializeToNode(game, StorageJson.Default.Score));

    /// <summary>Adds a game. A day's puzzle counts only the first time for each field.</summary>
    public Scores With(Score game) =>
        game.Daily && DailyOf(game.Day, game.Level, game.Field) is not null ? this : new Scores([.. Games, game]).Ordered();

    /// <summary>The result of a day's puzzle; null if it has not been played.</summary>
    public Score? DailyOf(DateOnly day, int level, string? field) =>
        Games.FirstOrDefault(game => game.Daily && game.Day == day && game.Level == level && game.Field == field);

    /// <summary>The best duels of a level, best first.</summary>
    public IEnumerable<Score> BestOf(int level, string? field) => Games.Where(game => game.Level == level && game.Field == field);

    /// <summary>Consecutive days, up to today or yesterday, with a puzzle played on any level.</summary>
    public int DailyStreak(DateOnly today, string? field)
    {
        HashSet<DateOnly> days = [.. Games.Where(game => game.Daily && game.Field == field).Select(game => game.Day)];
        DateOnly last = days.Contains(today) ? today : today.AddDays(-1);
        int streak = 0;
        while (days.Contains(last.AddDays(-streak)))
            streak++;
        return streak;
    }

    /// <summary>Best first, cut to the number that is kept.</summary>
    private Scores Ordered() => new(
    [
        .. Games.Where(game => !game.Daily).GroupBy(game => (game.Level, game.Field)).SelectMany(games => BestFirst(games).Take(Most))
            .Concat(Games.Where(game => game.Daily).GroupBy(game => game.Field).SelectMany(games => games.OrderByDescending(game => game.Day).Take(MostDaily)))
            .OrderByDescending(game => game.Points).ThenBy(game => game.Day),
    ]);

    private static Score? ScoreIn(JsonNode? entry)
    {
        try
        {
            return entry.Deserialize(StorageJson.Default.Score);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<Score> BestFirst(IEnumerable<Score> games) => games.OrderByDescending(game => game.Points).ThenBy(game => game.Day);
}
