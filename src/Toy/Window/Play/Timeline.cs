using System.Numerics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>Every moment of the name as a bead: orange for the player, blue for the denoiser. Other branches hang below, and earlier names stand before it as cards.</summary>
internal static class Timeline
{
    private const float Spacing = 24, Mark = 24, CardWidth = 76, CardGap = 4;

    /// <summary>The most cards of earlier names.</summary>
    private const int MostCards = 6;

    /// <summary>The centre of a bead.</summary>
    /// <param name="layout">The scene's layout.</param>
    /// <param name="place">Its index in the branch.</param>
    /// <param name="count">The number of beads.</param>
    /// <param name="cards">The number of cards of earlier names before the first bead.</param>
    public static Vector2 Bead(PlayLayout layout, int place, int count, int cards = 0)
    {
        Box line = layout.Timeline;
        float left = Left(layout, cards);
        return new Vector2(line.X + left + Step(layout, count, left) * place, line.Y + layout.Pixels(14));
    }

    /// <summary>The distance between beads: less for many, so that all have room.</summary>
    private static float Step(PlayLayout layout, int count, float left) =>
        Math.Min(layout.Pixels(Spacing), (layout.Timeline.Width - left - layout.Pixels(12 + Mark)) / Math.Max(1, count - 1));

    private static float Left(PlayLayout layout, int cards) => layout.Pixels(12) + cards * (layout.Pixels(CardWidth) + layout.Pixels(CardGap));

    /// <summary>The number of earlier names that have a card: the latest ones, in at most two fifths of the line.</summary>
    public static int Cards(PlayLayout layout, int earlier) =>
        Math.Min(earlier, Math.Min(MostCards, (int)(layout.Timeline.Width * 0.4f / layout.Pixels(CardWidth + CardGap))));

    /// <summary>The card of the game <paramref name="back"/> places before the current one.</summary>
    /// <param name="layout">The scene's layout.</param>
    /// <param name="back">1 for the game before.</param>
    /// <param name="cards">The number of cards.</param>
    public static Box Card(PlayLayout layout, int back, int cards)
    {
        float width = layout.Pixels(CardWidth), height = layout.Pixels(28);
        return new Box(layout.Timeline.X + (cards - back) * (width + layout.Pixels(CardGap)), layout.Timeline.Y + layout.Pixels(14) - height / 2, width, height);
    }

    /// <summary>The place of the next game's mark, behind the last bead.</summary>
    public static Box LaterMark(PlayLayout layout, PlayTable table) => MarkAt(layout, Bead(layout, table, table.Game.Branch.Count - 1).X + layout.Pixels(12));

    private static Box MarkAt(PlayLayout layout, float x)
    {
        float size = layout.Pixels(Mark);
        return new Box(x, layout.Timeline.Y + layout.Pixels(14) - size / 2, size, size);
    }

    /// <summary>The game whose card or mark is under a point: −1 the previous game, −2 the one before it, 1 the next, 0 none.</summary>
    public static int GameAt(PlayLayout layout, PlayTable table, Vector2 point)
    {
        int cards = Cards(layout, table.Earlier);
        for (int back = 1; back <= cards; back++)
        {
            if (Card(layout, back, cards).Contains(point))
                return -back;
        }
        return table.HasLater && LaterMark(layout, table).Contains(point) ? 1 : 0;
    }

    private static Vector2 Bead(PlayLayout layout, PlayTable table, int place) => Bead(layout, place, table.Game.Branch.Count, Cards(layout, table.Earlier));

    /// <summary>The bead nearest to a point on the timeline; −1 if none is near.</summary>
    public static int BeadAt(PlayLayout layout, PlayTable table, Vector2 point)
    {
        if (!layout.Timeline.Contains(point))
            return -1;
        float reach = layout.Pixels(Spacing / 2);
        int nearest = -1;
        for (int place = 0; place < table.Game.Branch.Count; place++)
        {
            float distance = Math.Abs(Bead(layout, table, place).X - point.X);
            if (distance <= reach)
                (nearest, reach) = (place, distance);
        }
        return nearest;
    }

    /// <summary>The centre of another branch's bead, under the moment where it leaves the shown branch; several stand side by side.</summary>
    public static Vector2 ForkBead(PlayLayout layout, PlayTable table, int fork)
    {
        int before = 0;
        for (int i = 0; i < fork; i++)
            before += table.Game.Forks[i].Place == table.Game.Forks[fork].Place ? 1 : 0;
        Vector2 above = Bead(layout, table, table.Game.Forks[fork].Place);
        return above + new Vector2(layout.Pixels(12 + 10 * before), layout.Pixels(17));
    }

    /// <summary>The branch whose bead is under a point; −1 if there is none.</summary>
    public static int ForkAt(PlayLayout layout, PlayTable table, Vector2 point)
    {
        float reach = layout.Pixels(6);
        for (int fork = 0; fork < table.Game.Forks.Count; fork++)
        {
            if (Vector2.Distance(ForkBead(layout, table, fork), point) <= reach)
                return fork;
        }
        return -1;
    }

    public static void Draw(PlayView view)
    {
        (Canvas canvas, Theme theme, PlayGame game) = (view.Canvas, view.Theme, view.Game);
        int count = game.Branch.Count;
        Vector2 first = Bead(view.Layout, view.Table, 0), last = Bead(view.Layout, view.Table, count - 1), now = Bead(view.Layout, view.Table, game.Place);
        float line = view.Pixels(2);
        canvas.Fill(new Box(first.X, first.Y - line / 2, last.X - first.X, line), 0, theme.Line);
        canvas.Fill(new Box(first.X, first.Y - line / 2, now.X - first.X, line), 0, theme.Quiet);
        for (int fork = 0; fork < game.Forks.Count; fork++)
            DrawFork(view, fork);
        for (int place = 0; place < count; place++)
            DrawBead(view, place);
        int cards = Cards(view.Layout, view.Table.Earlier);
        for (int back = 1; back <= cards; back++)
            DrawCard(view, Card(view.Layout, back, cards), -back);
        if (view.Table.HasLater)
            DrawLaterMark(view, LaterMark(view.Layout, view.Table));
    }

    private static void DrawLaterMark(PlayView view, in Box box)
    {
        bool over = view.Pointer.Game > 0;
        view.Canvas.Fill(box, view.Pixels(8), over ? view.Theme.Line : view.Theme.Raised);
        view.Canvas.TextCentered(TextStyle.BodyStrong, "›", box, over ? view.Theme.Text : view.Theme.Quiet);
    }

    /// <summary>An earlier name, as much of it as fits, and the mark of what it is.</summary>
    private static void DrawCard(PlayView view, in Box box, int by)
    {
        (Canvas canvas, Theme theme, PlayGame game) = (view.Canvas, view.Theme, view.Table.GameAt(by));
        bool over = view.Pointer.Game == by;
        canvas.Fill(box, view.Pixels(8), over ? theme.Line : theme.Raised);
        float mark = view.Pixels(8), left = box.X + view.Pixels(8);
        if (game.Kind is { } kind && game.Board.IsFinished)
        {
            NoveltyMark.Draw(canvas, theme, new Box(left, MathF.Round(box.Center.Y - mark / 2), mark, mark), kind);
            left += mark + view.Pixels(4);
        }
        int fitting = canvas.Fonts.Typography.Fitting(TextStyle.Hint, game.Label, box.Right - view.Pixels(4) - left);
        canvas.Text(TextStyle.Hint, game.Label.AsSpan(0, fitting), left, box.Center.Y, over ? theme.Text : theme.Quiet);
    }

    private static void DrawFork(PlayView view, int fork)
    {
        PlayGame game = view.Game;
        Vector2 at = ForkBead(view.Layout, view.Table, fork), from = Bead(view.Layout, view.Table, game.Forks[fork].Place);
        bool over = fork == view.Pointer.Fork;
        float line = view.Pixels(2), size = view.Pixels(over ? 10 : 7);
        Color color = over ? view.Theme.Text : view.Theme.Quiet;
        view.Canvas.Fill(new Box(from.X - line / 2, from.Y, line, at.Y - from.Y), 0, view.Theme.Line);
        view.Canvas.Fill(new Box(from.X - line / 2, at.Y - line / 2, at.X - from.X, line), 0, view.Theme.Line);
        view.Canvas.MarkFill(new Box(at.X - size / 2, at.Y - size / 2, size, size), size / 2, color);
    }

    private static void DrawBead(PlayView view, int place)
    {
        (Canvas canvas, Theme theme, PlayGame game) = (view.Canvas, view.Theme, view.Game);
        Vector2 at = Bead(view.Layout, view.Table, place);
        BoardAction action = game.Session.History[game.Branch[place]].Action;
        Color voice = action.Kind == ActionKind.Start ? theme.Quiet : action.IsDenoisers ? theme.Denoiser : theme.Player;
        bool current = place == game.Place;
        // Many beads are small, so that they stay apart; a bead of less than 3 pixels would be no bead.
        float room = Math.Max(3, Step(view.Layout, game.Branch.Count, Left(view.Layout, Cards(view.Layout, view.Table.Earlier))) * 0.6f);
        float size = current ? view.Pixels(14) : Math.Min(view.Pixels(10), MathF.Round(room));
        // The player's beads have small corners and the denoiser's are round: colour is never the only difference.
        float radius = action.IsDenoisers || action.Kind == ActionKind.Start ? size / 2 : Math.Min(view.Pixels(3), size / 4);
        var bead = new Box(at.X - size / 2, at.Y - size / 2, size, size);
        if (current || size >= view.Pixels(6))
            canvas.MarkFill(bead.Inset(-view.Pixels(2)), radius + view.Pixels(2), theme.Ground);
        if (place <= game.Place)
            canvas.MarkFill(bead, radius, voice);
        else
            canvas.MarkStroke(bead, radius, Math.Min(view.Pixels(2), size / 3), Theme.Fade(voice, 0.75f));
        if (current || place == view.Pointer.Bead)
            canvas.MarkStroke(bead.Inset(-view.Pixels(4)), radius + view.Pixels(4), view.Pixels(2), Theme.Fade(theme.Text, current ? 0.85f : 0.5f));
    }
}
