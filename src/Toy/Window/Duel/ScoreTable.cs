using System.Globalization;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Duel;

/// <summary>The best duels of a level, and how it stands with the puzzle of the day. Words are put together when scores change, not when they are drawn.</summary>
internal sealed class ScoreTable
{
    public static readonly string[] Heads = ["", "you", "denoiser", "streak", "day"];

    /// <summary>Free places have their numbers too.</summary>
    private static readonly string[] Ranks = [.. Enumerable.Range(1, DuelLayout.MostScores).Select(Number)];

    private readonly List<string[]> rows = [];
    private (Scores? Scores, int Level, string? Field, DateOnly Today) shown;
    private string title = "", puzzle = "", streak = "";

    /// <summary>Games in the table.</summary>
    public int Count => rows.Count;

    /// <summary>Brings it up to date.</summary>
    public void Show(Scores scores, int level, string? field, string levelName, DateOnly today)
    {
        if (shown == (scores, level, field, today))
            return;
        shown = (scores, level, field, today);
        rows.Clear();
        foreach (Score game in scores.BestOf(level, field))
        {
            rows.Add(
            [
                "", Number(game.Points), Number(game.Opponent), Number(game.Streak),
                game.Day.ToString("d MMM", CultureInfo.InvariantCulture) + (game.Daily ? ", daily" : ""),
            ]);
        }
        title = $"best {levelName} duels";
        puzzle = scores.DailyOf(today, level, field) is { } done ? $"today {done.Points} to {done.Opponent}" : "today: not played yet";
        int days = scores.DailyStreak(today, field);
        streak = days == 1 ? "1 day in a row" : $"{days} days in a row";
    }

    public void Draw(Canvas canvas, Theme theme, DuelLayout layout)
    {
        canvas.Fill(layout.Scores, layout.Shell.Pixels(12), theme.Surface);
        Left(layout.ScoreCell(0, 0), TextStyle.HintStrong, title, theme.Text);
        if (rows.Count == 0)
            Left(layout.FirstScore, TextStyle.Hint, "Play all ten names, and your score stands here.", theme.Quiet);
        for (int line = 0; line <= layout.ScoreLines; line++)
        {
            if (line > 0)
                Left(layout.ScoreCell(line, 0), TextStyle.Hint, Ranks[line - 1], theme.Quiet);
            if (rows.Count == 0 || line > rows.Count)
                continue;
            string[] words = line == 0 ? Heads : rows[line - 1];
            for (int column = 1; column < Heads.Length - 1; column++)
            {
                Box cell = layout.ScoreCell(line, column);
                canvas.TextRight(TextStyle.Hint, words[column], cell.Right, cell.Center.Y, column == 1 ? theme.Player : column == 2 ? theme.Denoiser : theme.Quiet);
            }
            Left(layout.ScoreCell(line, Heads.Length - 1), TextStyle.Hint, words[^1], theme.Quiet);
        }
        Left(layout.PuzzleLine(0), TextStyle.HintStrong, "puzzle of the day", theme.Text);
        Left(layout.PuzzleLine(1), TextStyle.Hint, puzzle, theme.Quiet);
        Left(layout.PuzzleLine(2), TextStyle.Hint, streak, theme.Quiet);

        void Left(in Box box, TextStyle style, string text, Raylib_cs.Color color) => canvas.Text(style, text, box.X, box.Center.Y, color);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
