using Unmask.Model.Denoisers;
using Unmask.Model.Diffusion;
using Unmask.Toy.Facts;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Game.Play;

/// <summary>The home scene: a row of slots, and a denoiser to play it with.</summary>
internal sealed class PlayScene : IScene
{
    private const string Welcome = "Click a tile to reveal it. Type to force a letter. Space to let it think.";

    /// <summary>The fog stirs while someone plays, and comes to rest when nobody does.</summary>
    private const double Stirring = 6, Settling = 2;

    private readonly Stage stage;
    private readonly Pointer pointer = new();
    private Canvas canvas = null!;
    private PlayGame game = null!;
    private PlayControls controls = null!;
    private TileMotions motions = null!;
    private FinishedName finished = null!;
    private PlayLayout layout = null!;
    private PlayView view = null!;
    private int mostSteps, shownVersion;
    private double lastInput;

    public PlayScene(Stage stage) => this.stage = stage;

    public PlayGame Game => game;

    public PlayLayout Layout => layout.Shell == stage.Layout ? layout : layout = PlayLayout.For(stage.Layout, game.Board.Slots, game.Board.Alphabet.Symbols - 1);

    public int TileText => Layout.TileText;

    /// <summary>A worker has not answered yet.</summary>
    public bool IsWaiting => finished.IsPending;

    public void Init(Canvas canvas)
    {
        this.canvas = canvas;
        Begin();
    }

    /// <summary>Begins a game with the stage's denoiser and board.</summary>
    public void Begin()
    {
        (IDenoiser denoiser, Board start) = (stage.Denoiser, stage.Board);
        game = new PlayGame(denoiser, start) { ReducedMotion = stage.ReducedMotion };
        motions = new TileMotions(start.Slots);
        motions.Show(start);
        mostSteps = Math.Max(denoiser.Timesteps, start.Settings.Steps);
        controls = new PlayControls(game, pointer, mostSteps);
        finished = new FinishedName(new FactBook(denoiser));
        layout = PlayLayout.For(stage.Layout, start.Slots, start.Alphabet.Symbols - 1);
        view = new PlayView { Canvas = canvas, Game = game, Pointer = pointer, Motions = motions };
        shownVersion = -1;
    }

    public bool NeedsFrame(double now) => game.IsDue(now) || motions.IsMoving(now) || view.Shimmer > 0 || finished.HasAnswer;

    public void Update(Input input, double now)
    {
        view.Layout = Layout;
        view.Theme = stage.Theme;
        view.Now = now;
        if (input.Any)
            lastInput = now;
        game.Tick(now);
        controls.Update(input, Layout);
        view.Shimmer = stage.ReducedMotion || game.Board.IsFinished ? 0 : (float)Math.Clamp((lastInput + Stirring + Settling - now) / Settling, 0, 1);
        view.Canvas.FogTime += view.Shimmer * stage.Elapsed;
        finished.Poll();
        if (game.Version == shownVersion)
            return;
        shownVersion = game.Version;
        stage.Board = game.Board;
        if (stage.ReducedMotion)
            motions.Show(game.Board);
        else
            motions.MoveTo(game.Board, now);
        if (game.Board.IsFinished && !game.IsPlaying)
            finished.Ask(game.Board.Name);
    }

    public void Draw()
    {
        DrawHint();
        TileRow.Draw(view);
        CandidateFan.Draw(view);
        Timeline.Draw(view);
        Xray.Draw(view);
        FactsCard.Draw(view, finished);
        ControlPanel.Draw(view, controls.Hovered, controls.Focused, controls.Mouse, mostSteps);
    }

    public void Unload()
    {
    }

    private void DrawHint()
    {
        Span<char> text = stackalloc char[96];
        ReadOnlySpan<char> hint = text[..WriteHint(text)];
        canvas.TextCentered(TextStyle.Body, hint, view.Layout.Hint, game.Message is null ? view.Theme.Quiet : view.Theme.Text);
    }

    /// <summary>The one line that says what can be done: the last refusal, else what the mouse is over, else the next thing to try.</summary>
    private int WriteHint(Span<char> text)
    {
        Board board = game.Board;
        if (game.Message is { } message)
            return Copy(message, text);
        if (ControlPanel.Summary(controls.Hovered, board.Settings) is { } summary)
            return Copy(summary, text);
        int length;
        if (pointer.OverCell)
        {
            char letter = board.Alphabet.CharacterOf((byte)pointer.CellSymbol);
            float p = game.Prediction.Probabilities(pointer.CellSlot)[pointer.CellSymbol];
            if (pointer.CellSymbol == board.Alphabet.Pad)
                text.TryWrite($"The name ends at tile {pointer.CellSlot + 1}: {p * 100:0.#}%. Click to force it.", out length);
            else
                text.TryWrite($"{letter} in tile {pointer.CellSlot + 1}: {p * 100:0.#}%. Click to force it.", out length);
            return length;
        }
        if (pointer.Fork >= 0)
            return Copy("Another branch of this game. Click to go there.", text);
        if (pointer.Chip >= 0)
            return Copy("Click to force. Shift and click for several. Alt and click to forbid.", text);
        if (!game.HasMoved)
            return Copy(Welcome, text);
        return Copy(board.IsFinished ? "Ctrl+Z takes it back. Again makes another." : "Space: one step. Enter: the rest. Ctrl+Z: take back.", text);
    }

    private static int Copy(string line, Span<char> text)
    {
        int length = Math.Min(line.Length, text.Length);
        line.AsSpan(0, length).CopyTo(text);
        return length;
    }
}
