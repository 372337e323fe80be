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

    public const int Most = 100;

    public static Scores Empty { get; } = new([]);

    /// <summary>The same without holes (somebody edited the file), best first.</summary>
    public Scores Sane() => new([.. Games.Where(game => game is not null).OrderByDescending(game => game.Points).Take(Most)]);

    /// <summary>With one more game; the worst goes when there are too many, and a day's puzzle counts once: the first time.</summary>
    public Scores With(Score game) =>
        game.Daily && DailyOf(game.Day, game.Level) is not null
            ? this
            : new([.. Games.Append(game).OrderByDescending(other => other.Points).ThenBy(other => other.Day).Take(Most)]);

    /// <summary>How a day's puzzle ended, null if it has not been played.</summary>
    public Score? DailyOf(DateOnly day, int level) =>
        Games.FirstOrDefault(game => game.Daily && game.Day == day && game.Level == level);
}
