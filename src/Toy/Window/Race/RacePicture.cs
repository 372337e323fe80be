using System.Numerics;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Race;

/// <summary>Draws the race.</summary>
internal readonly ref struct RacePicture(Canvas canvas, Theme theme, RaceLayout layout, RaceGame game, double now)
{
    /// <summary>Beside a row with an ending whose place each contender draws.</summary>
    public const string Floats = "each finds its place";

    public Vector2 Mouse { get; init; }

    /// <summary>No control has the focus, so keys act on the row.</summary>
    public bool IsRowFocused { get; init; }

    public bool IsHintTaken { get; init; }

    /// <summary>The hint of the control under the mouse; null if there is none.</summary>
    public string? ControlHint { get; init; }

    public void Draw()
    {
        bool over = game.HasRun && !game.IsRunning(now);
        if (!IsHintTaken)
            DrawHint(over);
        DrawRow();
        for (int lane = 0; lane < RaceGame.MostLanes; lane++)
            DrawLane(lane, over);
        DrawTally(over);
    }

    private void DrawHint(bool over)
    {
        Span<char> text = stackalloc char[128];
        ReadOnlySpan<char> hint =
            game.Message is { } message ? message
            : ControlHint is { } what ? what
            : over && PointedLane is >= 0 and int pointed ? LineOf(pointed, text)
            : game.SurprisesCausal ? text.Write($"{game.TitleOf(game.Lanes[game.CausalLane])} writes from the left and does not see your letters coming.")
            : over ? "The likeliest name wins, says a judge who took no part. Click a name to take it home."
            : "Type letters that all of them must keep. Space starts the race.";
        canvas.TextCentered(TextStyle.Body, hint, layout.Hint, game.Message is null ? theme.Quiet : theme.Text);
    }

    /// <summary>The lane with a name whose tiles or figures the mouse is over; −1 if there is none.</summary>
    private int PointedLane
    {
        get
        {
            for (int lane = 0; lane < RaceGame.MostLanes; lane++)
            {
                if (game.Lanes[lane].Run is not null && (layout.Results[lane].Contains(Mouse) || layout.TilesOf(lane).Contains(Mouse)))
                    return lane;
            }
            return -1;
        }
    }

    /// <summary>What a lane's figures mean; over its tiles, what a click does.</summary>
    private ReadOnlySpan<char> LineOf(int lane, Span<char> text)
    {
        RaceRun run = game.Lanes[lane].Run!;
        return layout.Results[lane].Contains(Mouse)
            ? text.Write($"The judge gives {run.Name} {run.Nats:0.0} nats. Letter by letter, {game.TitleOf(game.Lanes[lane])} gave its choices {run.OwnNats:0.0}.")
            : text.Write($"Click, or press {lane + 1}, to take {run.Name} home.");
    }

    private void DrawRow()
    {
        canvas.Text(TextStyle.BodyStrong, "Your row", layout.RowLabel.X, layout.RowLabel.Center.Y, theme.Text);
        float middle = layout.RowNote.Center.Y;
        canvas.TextRight(TextStyle.Hint, game.Wanted.IsFloating ? Floats : ". ends the name", layout.RowNote.Right, middle, theme.Quiet);
        if (game.Wanted.Gaps is { } gaps)
            canvas.TextRight(TextStyle.BodyStrong, gaps, layout.RowLabel.Right, layout.RowLabel.Center.Y, theme.Player);
        for (int slot = 0; slot < game.Slots; slot++)
        {
            Box box = layout.Row[slot];
            DrawTile(TileFace.Of(game.Wanted, slot), box, slot, 1);
            if (slot == game.Cursor && IsRowFocused)
                canvas.MarkStroke(box.Inset(-Pixels(3)), layout.TileRadius + Pixels(3), Pixels(2), theme.Text);
            else if (box.Contains(Mouse))
                canvas.MarkStroke(box.Inset(-Pixels(3)), layout.TileRadius + Pixels(3), Pixels(1), theme.Quiet);
        }
    }

    private void DrawLane(int index, bool over)
    {
        RaceLane lane = game.Lanes[index];
        bool best = over && lane.Run is { } run && run.Nats == game.BestNats;
        canvas.Fill(layout.Cards[index], Pixels(12), theme.Surface);
        if (best)
            canvas.Stroke(layout.Cards[index], Pixels(12), Pixels(2), theme.Real);
        if (lane.IsEmpty)
            return;
        DrawTiles(index);
        if (lane.Run is not null && (over || game.WavesAt(now) >= lane.Run.Steps))
            DrawResult(index, over);
    }

    private void DrawTiles(int index)
    {
        RaceLane lane = game.Lanes[index];
        int wave = lane.Run is null ? 0 : Math.Min(game.WavesAt(now), lane.Run.Steps);
        Board shown = lane.Run?.Boards[wave] ?? lane.Start, before = wave > 0 ? lane.Run!.Boards[wave - 1] : shown;
        float turned = game.IsRunning(now) ? Ease.OutCubic((float)((now - game.TimeOf(wave)) / Ease.Flip)) : 1;
        for (int slot = 0; slot < shown.Slots; slot++)
        {
            TileFace from = TileFace.Of(before, slot), to = TileFace.Of(shown, slot);
            float turn = from == to ? -1 : MathF.Cos(turned * MathF.PI);
            DrawTile(turn > 0 ? from : to, layout.Tiles[index][slot], index * 16 + slot, Math.Max(0.02f, Math.Abs(turn)));
        }
    }

    private void DrawTile(in TileFace face, in Box place, int patch, float turn)
    {
        Box box = place.Scaled(turn, 1);
        var painter = new TilePainter(canvas, theme, new TileStyle(layout.TileRadius, theme.Raised, Fog: 0.6f, End: 0.4f, Hatch: Pixels(8)));
        switch (face.Kind)
        {
            case FaceKind.AfterEnd:
                painter.AfterEnd(box);
                return;
            case FaceKind.Masked:
                painter.Masked(box, patch);
                if (face.Restricted)
                    canvas.MarkDots(box.Inset(Pixels(2)), layout.TileRadius, Pixels(7), Theme.Fade(theme.Player, 0.6f));
                return;
            case FaceKind.Revealed:
                painter.Revealed(box, face.Probability, Pixels(2));
                break;
            default:
                painter.Owned(box, theme.Player, 0.16f, Pixels(3));
                break;
        }
        if (face.Letter == Alphabet.PadCharacter)
            canvas.TextCentered(TextStyle.Hint, "end", box, Theme.Fade(theme.Text, turn));
        else
            canvas.Letter(face.Letter, box, turn, 1, theme.Text);
    }

    private void DrawResult(int index, bool over)
    {
        RaceRun run = game.Lanes[index].Run!;
        Box box = layout.Results[index];
        float middle = box.Center.Y;
        Span<char> text = stackalloc char[64];
        bool best = over && run.Nats == game.BestNats, quickest = over && game.StepsDiffer && run.Steps == game.FewestSteps;
        canvas.Text(TextStyle.Fact, Odds.Write(run.Nats, text), box.X, middle - Pixels(22), best ? theme.Real : theme.Text);
        Box tiles = layout.TilesOf(index);
        if (best)
            canvas.TextRight(TextStyle.HintStrong, "likeliest", tiles.Right, (layout.Cards[index].Y + tiles.Y) / 2, theme.Real);
        float end = canvas.Text(TextStyle.Hint, text.Write($"{run.Steps} {(run.Steps == 1 ? "step" : "steps")}"), box.X, middle, quickest ? theme.Text : theme.Quiet);
        if (quickest)
            canvas.Text(TextStyle.HintStrong, "fewest", end + Pixels(8), middle, theme.Text);
        string kind = NoveltyMark.NameOf(run.Kind);
        end = canvas.Text(TextStyle.HintStrong, kind, box.X, middle + Pixels(20), NoveltyMark.ColorOf(theme, run.Kind));
        if (over && game.Races > 1)
            canvas.Text(TextStyle.Hint, text.Write($" · won {game.Lanes[index].Wins} of {game.Races}"), end, middle + Pixels(20), theme.Quiet);
    }

    /// <summary>What kind of names these races made.</summary>
    private void DrawTally(bool over)
    {
        if (!over)
            return;
        Span<char> text = stackalloc char[64];
        (int known, int real, int isNew) = game.Kinds;
        float y = layout.Tally.Center.Y, gap = Pixels(16), x = layout.Tally.X;
        x = canvas.Text(TextStyle.Body, text.Write($"{game.Races} {(game.Races == 1 ? "race" : "races")}"), x, y, theme.Text) + gap;
        x = canvas.Text(TextStyle.Body, text.Write($"{known} known"), x, y, theme.Denoiser) + gap;
        x = canvas.Text(TextStyle.Body, text.Write($"{real} real"), x, y, theme.Real) + gap;
        canvas.Text(TextStyle.Body, text.Write($"{isNew} new"), x, y, theme.Novel);
    }

    private float Pixels(float units) => layout.Shell.Pixels(units);
}
