using System.Numerics;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>Every moment of the game as a bead: orange for the player, blue for the denoiser. Other branches hang below.</summary>
internal static class Timeline
{
    private const float Spacing = 24, Mark = 24;

    /// <summary>The centre of a bead.</summary>
    /// <param name="layout">The scene's layout.</param>
    /// <param name="place">Its index in the branch.</param>
    /// <param name="count">The number of beads.</param>
    /// <param name="afterMark">Whether the mark of an earlier game stands before the first bead.</param>
    public static Vector2 Bead(PlayLayout layout, int place, int count, bool afterMark = false)
    {
        Box line = layout.Timeline;
        float left = layout.Pixels(afterMark ? 12 + Mark : 12), width = line.Width - left - layout.Pixels(12 + Mark);
        float step = Math.Min(layout.Pixels(Spacing), width / Math.Max(1, count - 1));
        return new Vector2(line.X + left + step * place, line.Y + layout.Pixels(14));
    }

    /// <summary>The place of the previous game's mark.</summary>
    public static Box EarlierMark(PlayLayout layout) => MarkAt(layout, layout.Timeline.X);

    /// <summary>The place of the next game's mark, behind the last bead.</summary>
    public static Box LaterMark(PlayLayout layout, PlayTable table) => MarkAt(layout, Bead(layout, table, table.Game.Branch.Count - 1).X + layout.Pixels(12));

    private static Box MarkAt(PlayLayout layout, float x)
    {
        float size = layout.Pixels(Mark);
        return new Box(x, layout.Timeline.Y + layout.Pixels(14) - size / 2, size, size);
    }

    /// <summary>The game whose mark is under a point: −1 the previous game, 1 the next, 0 none.</summary>
    public static int GameAt(PlayLayout layout, PlayTable table, Vector2 point) =>
        table.HasEarlier && EarlierMark(layout).Contains(point) ? -1 : table.HasLater && LaterMark(layout, table).Contains(point) ? 1 : 0;

    private static Vector2 Bead(PlayLayout layout, PlayTable table, int place) => Bead(layout, place, table.Game.Branch.Count, table.HasEarlier);

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
        if (view.Table.HasEarlier)
            DrawMark(view, EarlierMark(view.Layout), -1);
        if (view.Table.HasLater)
            DrawMark(view, LaterMark(view.Layout, view.Table), 1);
    }

    private static void DrawMark(PlayView view, in Box box, int by)
    {
        bool over = view.Pointer.Game == by;
        view.Canvas.Fill(box, view.Pixels(8), over ? view.Theme.Line : view.Theme.Raised);
        view.Canvas.TextCentered(TextStyle.BodyStrong, by < 0 ? "‹" : "›", box, over ? view.Theme.Text : view.Theme.Quiet);
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
        float size = view.Pixels(current ? 14 : 10);
        // The player's beads have small corners and the denoiser's are round: colour is never the only difference.
        float radius = action.IsDenoisers || action.Kind == ActionKind.Start ? size / 2 : view.Pixels(3);
        var bead = new Box(at.X - size / 2, at.Y - size / 2, size, size);
        canvas.MarkFill(bead.Inset(-view.Pixels(2)), radius + view.Pixels(2), theme.Ground);
        if (place <= game.Place)
            canvas.MarkFill(bead, radius, voice);
        else
            canvas.MarkStroke(bead, radius, view.Pixels(2), Theme.Fade(voice, 0.75f));
        if (current || place == view.Pointer.Bead)
            canvas.MarkStroke(bead.Inset(-view.Pixels(4)), radius + view.Pixels(4), view.Pixels(2), Theme.Fade(theme.Text, current ? 0.85f : 0.5f));
    }
}
