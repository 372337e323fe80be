namespace Unmask.Toy.Storage;

/// <summary>One finished duel.</summary>
/// <param name="Day">When it was played, the player's calendar.</param>
/// <param name="Level">0 the easiest.</param>
/// <param name="Points">The player's.</param>
/// <param name="Opponent">The denoiser's.</param>
/// <param name="Streak">The longest run of right letters.</param>
/// <param name="Daily">It was the puzzle of its day.</param>
internal sealed record Score(DateOnly Day, int Level, int Points, int Opponent, int Streak, bool Daily = false);

/// <summary>The duels that count, best first.</summary>
internal sealed record Scores(IReadOnlyList<Score> Games)
{
    public const string File = "scores.json";

    /// <summary>The most duels of a level; and the most puzzles of the day, of which the oldest goes, because their days are counted.</summary>
    public const int Most = 100, MostDaily = 400;

    public static Scores Empty { get; } = new([]);

    /// <summary>The same without holes (somebody edited the file), best first, no more than are kept.</summary>
    public Scores Sane()
    {
        Score[] whole = [.. Games.Where(game => game is not null)];
        return new([.. whole.Where(game => !game.Daily).GroupBy(game => game.Level).SelectMany(level => BestFirst(level).Take(Most))
            .Concat(whole.Where(game => game.Daily).OrderByDescending(game => game.Day).Take(MostDaily))
            .OrderByDescending(game => game.Points).ThenBy(game => game.Day)]);
    }

    /// <summary>With one more game; a day's puzzle counts once: the first time.</summary>
    public Scores With(Score game) => game.Daily && DailyOf(game.Day, game.Level) is not null ? this : new Scores([.. Games, game]).Sane();

    /// <summary>How a day's puzzle ended, null if it has not been played.</summary>
    public Score? DailyOf(DateOnly day, int level) =>
        Games.FirstOrDefault(game => game.Daily && game.Day == day && game.Level == level);

    /// <summary>The best duels of a level, best first.</summary>
    public IEnumerable<Score> BestOf(int level) => Games.Where(game => game.Level == level);

    /// <summary>Days in a row, up to today or yesterday, on which the puzzle was played on any level.</summary>
    public int DailyStreak(DateOnly today)
    {
        HashSet<DateOnly> days = [.. Games.Where(game => game.Daily).Select(game => game.Day)];
        DateOnly last = days.Contains(today) ? today : today.AddDays(-1);
        int streak = 0;
        while (days.Contains(last.AddDays(-streak)))
            streak++;
        return streak;
    }

    private static IEnumerable<Score> BestFirst(IEnumerable<Score> games) => games.OrderByDescending(game => game.Points).ThenBy(game => game.Day);
}
