using System.Numerics;
using Unmask.Toy.Play.Duel;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Duel;

/// <summary>The places of the Duel scene.</summary>
internal sealed class DuelLayout
{
    /// <summary>The most scores in the table.</summary>
    public const int MostScores = 10;

    /// <summary>The left edges of the score columns, and the right edge of the last, as shares of the table's width.</summary>
    private static readonly float[] Columns = [0, 0.28f, 0.38f, 0.55f, 0.68f, 1];

    public DuelLayout(ShellLayout shell, int slots)
    {
        (Shell, Slots) = (shell, slots);
        Box body = shell.Body;
        float gap = shell.Pixels(8), bar = shell.Pixels(36);
        Levels = new Box(body.X, body.Y, shell.Pixels(84), bar).Row(3, gap);
        DailyButton = new Box(Levels[^1].Right + shell.Pixels(16), body.Y, shell.Pixels(120), bar);
        NewButton = new Box(body.Right - shell.Pixels(120), body.Y, shell.Pixels(120), bar);

        float y = Levels[0].Bottom + shell.Pixels(12 + 20 * shell.Breath), high = shell.Pixels(64 + 20 * shell.Breath);
        float side = MathF.Round(body.Width * 0.28f);
        Player = new Box(body.X, y, side, high);
        Denoiser = new Box(body.Right - side, y, side, high);
        Middle = new Box(Player.Right, y, Denoiser.X - Player.Right, high);

        y = Player.Bottom + shell.Pixels(16 + 24 * shell.Breath);
        Rule = new Box(body.X, y, body.Width, shell.Pixels(24));
        y = Rule.Bottom + shell.Pixels(12);
        Tiles = shell.TileRow(slots, y);
        y = Tiles[0].Bottom + shell.Pixels(16);
        var message = new Box(body.X, y, body.Width, shell.Pixels(24));
        Messages = [message, message.Offset(0, message.Height)];
        y = Messages[1].Bottom + shell.Pixels(10);
        GoButton = new Box(MathF.Round(body.Center.X - shell.Pixels(140)), y, shell.Pixels(280), shell.Pixels(40));
        y = GoButton.Bottom + shell.Pixels(16);
        Scores = new Box(body.X, y, body.Width, body.Bottom - y);

        FinaleTitle = new Box(body.X, Rule.Bottom, body.Width, shell.Pixels(40));
        FinaleButtons = new Box(MathF.Round(body.Center.X - shell.Pixels(168)), body.Bottom - shell.Pixels(40), shell.Pixels(160), shell.Pixels(40)).Row(2, shell.Pixels(16));
        float pad = shell.Pixels(20), room = FinaleButtons[0].Y - shell.Pixels(12) - FinaleTitle.Bottom, line = MathF.Min(room / DuelGame.Rounds, shell.Pixels(44));
        FinaleRows = [.. Enumerable.Range(0, DuelGame.Rounds).Select(i => new Box(body.X + pad, FinaleTitle.Bottom + MathF.Round(i * line), body.Width - 2 * pad, MathF.Floor(line)))];
    }

    public ShellLayout Shell { get; }

    public int Slots { get; }

    public Box[] Levels { get; }

    public Box DailyButton { get; }

    public Box NewButton { get; }

    /// <summary>The player's points.</summary>
    public Box Player { get; }

    public Box Denoiser { get; }

    /// <summary>The number of the round, and the streak.</summary>
    public Box Middle { get; }

    public Box Rule { get; }

    public Box[] Tiles { get; }

    public float TileRadius => ShellLayout.TileRadius(Tiles[0]);

    /// <summary>The em of a tile's letter.</summary>
    public int TileText => ShellLayout.TileText(Tiles[0]);

    /// <summary>The player's last move, and the denoiser's.</summary>
    public Box[] Messages { get; }

    /// <summary>The button for the next round, or for a guess of the whole name.</summary>
    public Box GoButton { get; }

    /// <summary>Who has won.</summary>
    public Box FinaleTitle { get; }

    /// <summary>A line for each of the ten names.</summary>
    public Box[] FinaleRows { get; }

    /// <summary>What can be done after the last name: copy the result, and play once more.</summary>
    public Box[] FinaleButtons { get; }

    /// <summary>The tiles of a name in the finale: small squares.</summary>
    public Box FinaleTile(int row, int slot)
    {
        Box line = FinaleRows[row];
        float pitch = MathF.Min(line.Height, MathF.Floor(line.Width * 0.48f / Slots)), side = pitch - Shell.Pixels(3);
        return new Box(line.X + slot * pitch, MathF.Round(line.Center.Y - side / 2), side, side);
    }

    /// <summary>The points of a round in the finale, and the fact behind them.</summary>
    public (Box Points, Box Fact) FinaleWords(int row)
    {
        Box line = FinaleRows[row];
        float left = FinaleTile(row, Slots - 1).Right + Shell.Pixels(8), points = left + Shell.Pixels(64);
        return (new Box(left, line.Y, points - left, line.Height), new Box(points + Shell.Pixels(16), line.Y, line.Right - points - Shell.Pixels(16), line.Height));
    }

    /// <summary>The best duels.</summary>
    public Box Scores { get; }

    /// <summary>A cell of the table of scores. Line 0 is its head; the first cell of the head is the table's title.</summary>
    public Box ScoreCell(int line, int column)
    {
        Box row = ScoreLine(line, Scores.X + Shell.Pixels(20), ScoresWidth);
        float left = MathF.Round(row.Width * Columns[column]), right = MathF.Round(row.Width * Columns[column + 1]), gap = Shell.Pixels(20);
        return new Box(row.X + left, row.Y, right - left - gap, row.Height);
    }

    /// <summary>A line about the puzzle of the day, beside the table.</summary>
    public Box PuzzleLine(int line)
    {
        float left = Scores.X + Shell.Pixels(20) + ScoresWidth + Shell.Pixels(24);
        return ScoreLine(line, left, Scores.Right - Shell.Pixels(20) - left);
    }

    private float ScoresWidth => MathF.Round((Scores.Width - Shell.Pixels(40)) * 0.66f);

    private Box ScoreLine(int line, float left, float width) => new(left, Scores.Y + Shell.Pixels(8 + 24 * line), width, Shell.Pixels(24));

    /// <summary>The card that a number of scores needs; the puzzle of the day has two lines.</summary>
    public Box ScoresCard(int scores) => Scores.Top(Math.Min(Scores.Height, Shell.Pixels(16 + 24 * (1 + Math.Max(2, scores)))));

    /// <summary>The number of scores for which the table has room.</summary>
    public int ScoreLines => Math.Clamp((int)((Scores.Height - Shell.Pixels(40)) / Shell.Pixels(24)), 0, MostScores);

    /// <summary>The place of the text that stands for missing scores.</summary>
    public Box FirstScore => ScoreLine(1, Scores.X + Shell.Pixels(48), ScoresWidth - Shell.Pixels(28));

    public int TileAt(Vector2 point) => Box.IndexAt(Tiles, point);
}
