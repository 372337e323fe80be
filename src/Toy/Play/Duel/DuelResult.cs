using System.Globalization;
using System.Text;

namespace Unmask.Toy.Play.Duel;

/// <summary>
/// A finished duel as text to send to a friend. It says who uncovered which letter of every name, and no letter, so the friend can still play it.
/// </summary>
internal static class DuelResult
{
    /// <param name="duel">A duel that is over.</param>
    /// <param name="daily">The day whose puzzle it was; null if it was none.</param>
    public static string Of(DuelGame duel, DateOnly? daily)
    {
        string level = duel.Level.ToString().ToLowerInvariant(), option = duel.Level == DuelGame.DailyLevel && daily is not null ? "" : $" --level {level}";
        var text = new StringBuilder();
        text.AppendLine(daily is { } day ? string.Create(CultureInfo.InvariantCulture, $"Unmask duel of {day:d MMMM yyyy}") : $"Unmask duel, {level}");
        text.AppendLine($"me {duel.PlayerPoints}, denoiser {duel.DenoiserPoints}, best streak {duel.BestStreak}");
        foreach (DuelRound round in duel.Finished)
            text.AppendLine(string.Concat(round.Owners.Select(SquareOf)));
        text.Append(daily is null ? $"./unmask duel --seed {duel.Seed}{option}" : $"./unmask duel --daily{option}");
        return text.ToString();
    }

    /// <summary>Orange the player's, blue the denoiser's, white given, black missed.</summary>
    private static string SquareOf(Owner owner) => owner switch { Owner.Player => "🟧", Owner.Denoiser => "🟦", Owner.Given => "⬜", _ => "⬛" };
}
