using System.Numerics;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Race;

/// <summary>Draws the race.</summary>
internal sealed class RaceView
{
    public Canvas Canvas { get; set; } = null!;

    public RaceGame? Game { get; set; }

    /// <summary>There is no judge for this denoiser, so there is no race.</summary>
    public bool HasNoJudge { get; set; }

    public RaceLayout Layout { get; set; } = null!;

    public Theme Theme { get; set; } = Theme.Dark;

    public double Now { get; set; }

    /// <summary>The time of one more frame, when the last tile is at rest.</summary>
    public double RestAt { get; set; }

    public Vector2 Mouse { get; set; } = new(-1, -1);

    /// <summary>No control has the focus, so keys act on the row.</summary>
    public bool IsRowFocused { get; set; } = true;

    /// <summary>The hint of the control under the mouse; null if there is none.</summary>
    public string? ControlHint { get; set; }

    public void Draw()
    {
        if (Game is not { } game)
        {
            Canvas.TextCentered(
                TextStyle.Body, HasNoJudge ? "The words that your denoiser learned are not here: nobody can judge." : "The contenders are warming up…", Layout.Cards[1], Theme.Quiet);
            return;
        }
        bool over = game.HasRun && !game.IsRunning(Now);
        DrawHint(game, over);
        DrawRow(game);
        for (int lane = 0; lane < RaceGame.MostLanes; lane++)
            DrawLane(game, lane, over);
        DrawTally(game);
    }

    private void DrawHint(RaceGame game, bool over)
    {
        Span<char> text = stackalloc char[96];
        int length;
        if (game.Message is { } message)
            text.TryWrite($"{message}", out length);
        else if (ControlHint is { } what)
            text.TryWrite($"{what}", out length);
        else if (game.SurprisesCausal)
            text.TryWrite($"{game.TitleOf(game.Lanes[game.CausalLane])} writes from the left and does not see your letters coming.", out length);
        else
            text.TryWrite($"{(over ? "Fewer nats: likelier, says a judge who took no part." : "Type letters that all of them must keep. Space starts the race.")}", out length);
        Canvas.TextCentered(TextStyle.Body, text[..length], Layout.Hint, game.Message is null ? Theme.Quiet : Theme.Text);
    }

    private void DrawRow(RaceGame game)
    {
        Canvas.Text(TextStyle.BodyStrong, "Your row", Layout.RowLabel.X, Layout.RowLabel.Center.Y, Theme.Text);
        Canvas.TextRight(TextStyle.Hint, ". ends the name", Layout.RowNote.Right, Layout.RowNote.Center.Y, Theme.Quiet);
        for (int slot = 0; slot < game.Slots; slot++)
        {
            Box box = Layout.Row[slot];
            DrawTile(TileFace.Of(game.Wanted, slot), box, slot, 1);
            if (slot == game.Cursor && IsRowFocused)
                Canvas.MarkStroke(box.Inset(-Pixels(3)), Layout.TileRadius + Pixels(3), Pixels(2), Theme.Text);
            else if (box.Contains(Mouse))
                Canvas.MarkStroke(box.Inset(-Pixels(3)), Layout.TileRadius + Pixels(3), Pixels(1), Theme.Quiet);
        }
    }

    private void DrawLane(RaceGame game, int index, bool over)
    {
        RaceLane lane = game.Lanes[index];
        bool best = over && lane.Run is { } run && run.Nats == game.BestNats;
        Canvas.Fill(Layout.Cards[index], Pixels(12), Theme.Surface);
        if (best)
            Canvas.Stroke(Layout.Cards[index], Pixels(12), Pixels(2), Theme.Real);
        if (lane.IsEmpty)
            return;
        DrawTiles(game, index);
        if (lane.Run is not null && (over || game.WavesAt(Now) >= lane.Run.Steps))
            DrawResult(game, index, over);
    }

    private void DrawTiles(RaceGame game, int index)
    {
        RaceLane lane = game.Lanes[index];
        int wave = lane.Run is null ? 0 : Math.Min(game.WavesAt(Now), lane.Run.Steps);
        Board shown = lane.Run?.Boards[wave] ?? lane.Start, before = wave > 0 ? lane.Run!.Boards[wave - 1] : shown;
        float turned = game.IsRunning(Now) ? Ease.OutCubic((float)((Now - game.TimeOf(wave)) / Ease.Flip)) : 1;
        for (int slot = 0; slot < shown.Slots; slot++)
        {
            TileFace from = TileFace.Of(before, slot), to = TileFace.Of(shown, slot);
            float turn = from == to ? -1 : MathF.Cos(turned * MathF.PI);
            DrawTile(turn > 0 ? from : to, Layout.Tiles[index][slot], index * 16 + slot, Math.Max(0.02f, Math.Abs(turn)));
        }
    }

    private void DrawTile(in TileFace face, in Box place, int patch, float turn)
    {
        Box box = place.Scaled(turn, 1);
        var painter = new TilePainter(Canvas, Theme, new TileStyle(Layout.TileRadius, Theme.Raised, Fog: 0.6f, End: 0.4f, Hatch: Pixels(8)));
        switch (face.Kind)
        {
            case FaceKind.AfterEnd:
                painter.AfterEnd(box);
                return;
            case FaceKind.Masked:
                painter.Masked(box, patch);
                if (face.Restricted)
                    Canvas.MarkDots(box.Inset(Pixels(2)), Layout.TileRadius, Pixels(7), Theme.Fade(Theme.Player, 0.6f));
                return;
            case FaceKind.Revealed:
                painter.Revealed(box, face.Probability, Pixels(2));
                break;
            default:
                painter.Owned(box, Theme.Player, 0.16f, Pixels(3));
                break;
        }
        if (face.Letter == Alphabet.PadCharacter)
        {
            // There is no room for the word "end"; a short bar stands for it.
            float bar = Pixels(3);
            Canvas.MarkFill(new Box(box.X + box.Width * 0.3f, box.Center.Y - bar / 2, box.Width * 0.4f, bar), bar / 2, Theme.Quiet);
        }
        else
        {
            Canvas.Letter(face.Letter, box, turn, 1, Theme.Text);
        }
    }

    private void DrawResult(RaceGame game, int index, bool over)
    {
        RaceRun run = game.Lanes[index].Run!;
        Box box = Layout.Results[index];
        float middle = box.Center.Y;
        Span<char> text = stackalloc char[64];
        text.TryWrite($"{run.Nats:0.0} nats", out int length);
        bool best = over && run.Nats == game.BestNats, quickest = over && run.Steps == game.FewestSteps;
        float end = Canvas.Text(TextStyle.Fact, text[..length], box.X, middle - Pixels(22), best ? Theme.Real : Theme.Text);
        if (best)
            Canvas.Text(TextStyle.HintStrong, "likeliest", end + Pixels(8), middle - Pixels(22), Theme.Real);
        text.TryWrite($"{run.Steps} steps", out length);
        end = Canvas.Text(TextStyle.Hint, text[..length], box.X, middle, quickest ? Theme.Text : Theme.Quiet);
        if (quickest)
            Canvas.Text(TextStyle.HintStrong, "fewest", end + Pixels(8), middle, Theme.Text);
        string kind = run.Kind switch { NoveltyKind.Known => "known", NoveltyKind.Real => "real", NoveltyKind.Unknown => "open", _ => "new" };
        text.TryWrite($"{kind} · own way {run.OwnNats:0.0}", out length);
        Canvas.Text(TextStyle.Hint, text[..length], box.X, middle + Pixels(20), Theme.Quiet);
    }

    private void DrawTally(RaceGame game)
    {
        if (game.Races < 2 || game.IsRunning(Now))
            return;
        Span<char> text = stackalloc char[64];
        text.TryWrite($"Likeliest name in {game.Races} races", out int length);
        float y = Layout.Tally.Center.Y, x = Layout.Tally.Right;
        Span<char> wins = stackalloc char[16];
        for (int lane = RaceGame.MostLanes - 1; lane >= 0; lane--)
        {
            if (game.Lanes[lane].IsEmpty)
                continue;
            wins.TryWrite($"{game.Lanes[lane].Wins}×", out int digits);
            Canvas.TextRight(TextStyle.BodyStrong, wins[..digits], x, y, Theme.Text);
            x -= Pixels(48);
        }
        Canvas.TextRight(TextStyle.Hint, text[..length], x, y, Theme.Quiet);
    }

    private float Pixels(float units) => Layout.Shell.Pixels(units);
}
