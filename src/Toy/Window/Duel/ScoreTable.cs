using Unmask.Toy.Storage;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Duel;

/// <summary>The best duels of a level, and the results of the daily puzzle. Texts are composed only when scores change.</summary>
internal sealed class ScoreTable
{
    public static readonly string[] Heads = ["", "you", "denoiser", "streak", "day"];

    private static readonly string[] Ranks = [.. Enumerable.Range(1, DuelLayout.MostScores).Select(Number)];

    private readonly List<string[]> _rows = [];
    private (Scores? Scores, int Level, string? Field, DateOnly Today) _shown;
    private string _title = "", _puzzle = "", _streak = "";

    /// <summary>Scores in the table.</summary>
    public int Count => _rows.Count;

    /// <summary>Updates the texts.</summary>
    public void Show(Scores scores, int level, string? field, string levelName, DateOnly today)
    {
        if (_shown == (scores, level, field, today))
            return;
        _shown = (scores, level, field, today);
        _rows.Clear();
        foreach (Score game in scores.BestOf(level, field))
        {
            _rows.Add(
            [
                "", Number(game.Points), Number(game.Opponent), Number(game.Streak),
                game.Day.ToString("d MMM") + (game.Daily ? ", daily" : ""),
            ]);
        }
        _title = $"best {levelName} duels";
        _puzzle = scores.DailyOf(today, level, field) is { } done ? $"today {done.Points} to {done.Opponent}" : "today: not played yet";
        int days = scores.DailyStreak(today, field);
        _streak = days == 1 ? "1 day in a row" : $"{days} days in a row";
    }

    public void Draw(Canvas canvas, Theme theme, DuelLayout layout)
    {
        int lines = Math.Min(layout.ScoreLines, _rows.Count);
        canvas.Fill(layout.ScoresCard(lines), layout.Shell.Pixels(12), theme.Surface);
        Left(layout.ScoreCell(0, 0), TextStyle.HintStrong, _title, theme.Text);
        if (_rows.Count == 0)
            Left(layout.FirstScore, TextStyle.Hint, "Play all ten names, and your score stands here.", theme.Quiet);
        for (int line = 0; line <= lines; line++)
        {
            if (line > 0)
                Left(layout.ScoreCell(line, 0), TextStyle.Hint, Ranks[line - 1], theme.Quiet);
            if (_rows.Count == 0)
                break;
            string[] words = line == 0 ? Heads : _rows[line - 1];
            for (int column = 1; column < Heads.Length - 1; column++)
            {
                Box cell = layout.ScoreCell(line, column);
                canvas.TextRight(TextStyle.Hint, words[column], cell.Right, cell.Center.Y, column == 1 ? theme.Player : column == 2 ? theme.Denoiser : theme.Quiet);
            }
            Left(layout.ScoreCell(line, Heads.Length - 1), TextStyle.Hint, words[^1], theme.Quiet);
        }
        Left(layout.PuzzleLine(0), TextStyle.HintStrong, "puzzle of the day", theme.Text);
        Left(layout.PuzzleLine(1), TextStyle.Hint, _puzzle, theme.Quiet);
        Left(layout.PuzzleLine(2), TextStyle.Hint, _streak, theme.Quiet);

        void Left(in Box box, TextStyle style, string text, Raylib_cs.Color color) => canvas.Text(style, text, box.X, box.Center.Y, color);
    }

    private static string Number(int number) => number.ToString();
}
