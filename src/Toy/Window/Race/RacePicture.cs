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
    public Vector2 Mouse { get; init; }

    /// <summary>No control has the focus, so keys act on the row.</summary>
    public bool IsRowFocused { get; init; }

    /// <summary>The hint of the control under the mouse; null if there is none.</summary>
    public string? ControlHint { get; init; }

    public void Draw()
    {
        bool over = game.HasRun && !game.IsRunning(now);
        DrawHint(over);
        DrawRow();
        for (int lane = 0; lane < RaceGame.MostLanes; lane++)
            DrawLane(lane, over);
        DrawTally();
    }

    private void DrawHint(bool over)
    {
        Span<char> text = stackalloc char[96];
        ReadOnlySpan<char> hint =
            game.Message is { } message ? message
            : ControlHint is { } what ? what
            : game.SurprisesCausal ? text.Write($"{game.TitleOf(game.Lanes[game.CausalLane])} writes from the left and does not see your letters coming.")
            : over ? "Fewer nats: likelier, says a judge who took no part."
            : "Type letters that all of them must keep. Space starts the race.";
        canvas.TextCentered(TextStyle.Body, hint, layout.Hint, game.Message is null ? theme.Quiet : theme.Text);
    }

    private void DrawRow()
    {
        canvas.Text(TextStyle.BodyStrong, "Your row", layout.RowLabel.X, layout.RowLabel.Center.Y, theme.Text);
        canvas.TextRight(TextStyle.Hint, ". ends the name", layout.RowNote.Right, layout.RowNote.Center.Y, theme.Quiet);
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
        {
            // There is no room for the word "end"; a short bar stands for it.
            float bar = Pixels(3);
            canvas.MarkFill(new Box(box.X + box.Width * 0.3f, box.Center.Y - bar / 2, box.Width * 0.4f, bar), bar / 2, theme.Quiet);
        }
        else
        {
            canvas.Letter(face.Letter, box, turn, 1, theme.Text);
        }
    }

    private void DrawResult(int index, bool over)
    {
        RaceRun run = game.Lanes[index].Run!;
        Box box = layout.Results[index];
        float middle = box.Center.Y;
        Span<char> text = stackalloc char[64];
        bool best = over && run.Nats == game.BestNats, quickest = over && run.Steps == game.FewestSteps;
        float end = canvas.Text(TextStyle.Fact, text.Write($"{run.Nats:0.0} nats"), box.X, middle - Pixels(22), best ? theme.Real : theme.Text);
        if (best)
            canvas.Text(TextStyle.HintStrong, "likeliest", end + Pixels(8), middle - Pixels(22), theme.Real);
        end = canvas.Text(TextStyle.Hint, text.Write($"{run.Steps} steps"), box.X, middle, quickest ? theme.Text : theme.Quiet);
        if (quickest)
            canvas.Text(TextStyle.HintStrong, "fewest", end + Pixels(8), middle, theme.Text);
        string kind = run.Kind switch { NoveltyKind.Known => "known", NoveltyKind.Real => "real", NoveltyKind.Unknown => "open", _ => "new" };
        canvas.Text(TextStyle.Hint, text.Write($"{kind} · own way {run.OwnNats:0.0}"), box.X, middle + Pixels(20), theme.Quiet);
    }

    private void DrawTally()
    {
        if (game.Races < 2 || game.IsRunning(now))
            return;
        Span<char> text = stackalloc char[64];
        float y = layout.Tally.Center.Y, x = layout.Tally.Right;
        for (int lane = RaceGame.MostLanes - 1; lane >= 0; lane--)
        {
            if (game.Lanes[lane].IsEmpty)
                continue;
            canvas.TextRight(TextStyle.BodyStrong, text.Write($"{game.Lanes[lane].Wins}×"), x, y, theme.Text);
            x -= Pixels(48);
        }
        canvas.TextRight(TextStyle.Hint, text.Write($"Likeliest name in {game.Races} races"), x, y, theme.Quiet);
    }

    private float Pixels(float units) => layout.Shell.Pixels(units);
}
