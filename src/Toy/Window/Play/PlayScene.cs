using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The home scene: a row of slots, and a denoiser to play it with.</summary>
internal sealed class PlayScene : IScene
{
    private static readonly string UndoKeys = Shortcuts.KeysOf(Intent.Undo, SceneKind.Play);

    private static readonly string FinishedHint = $"{UndoKeys} takes it back. Again makes another.", MovingHint = $"Space: one step. Enter: the rest. {UndoKeys}: take back.";

    private const string Welcome = "Click a tile to reveal it. Type to force a letter. Space to let it think.";

    /// <summary>The fog stirs while someone plays, and comes to rest when nobody does.</summary>
    private const double Stirring = 6, Settling = 2;

    private readonly Stage stage;
    private readonly Pointer pointer = new();
    private readonly Tour tour = new();
    private Canvas canvas = null!;
    private readonly Chronicle games = new();
    private PlayGame game = null!;
    private PlayControls controls = null!;
    private TileMotions motions = null!;
    private FinishedName finished = null!;
    private IDenoiser? shown;
    private PlayLayout layout = null!;
    private PlayView view = null!;
    private PlayErrands errands = null!;
    private Introspection introspection = null!;
    private WhatIf whatIf = null!;
    private SamplerSettings rememberedSettings;
    private int mostSteps, shownVersion;
    private double lastInput;

    public PlayScene(Stage stage)
    {
        this.stage = stage;
        if (!stage.Memory.Settings.TourDone)
            tour.Begin();
    }

    public PlayGame Game => game;

    public PlayLayout Layout => layout.Shell == stage.Layout ? layout : layout = PlayLayout.For(stage.Layout, game.Board.Slots, game.Board.Alphabet.Symbols - 1);

    public int TileText => Layout.TileText;

    /// <summary>A worker has not answered yet.</summary>
    public bool IsWaiting => finished.IsPending || errands.IsBusy;

    public string Status => $"denoiser={DenoiserName} shelf={stage.Memory.Shelf.Names.Count} sound={stage.Memory.Settings.Sound} target={pointer.Target} foresees={whatIf.IsKnown} size={stage.Layout.Window.Width}x{stage.Layout.Window.Height} theme={stage.Theme.Name} likelihood={Likelihood} tour={tour.Line ?? "off"}";

    public void Init(Canvas canvas)
    {
        this.canvas = canvas;
        errands = new PlayErrands(stage, canvas) { Begin = (denoiser, board) => stage.PlayWith(new Session(denoiser, board)), Watch = Watch };
        Begin(new Session(stage.Denoiser, stage.Board));
    }

    /// <summary>Plays with the weights of a file.</summary>
    /// <returns>Why that cannot be, in one sentence; null if it is done.</returns>
    public string? Open(string path) => errands.Open(path, game);

    /// <summary>Shows a game that was played before, from its first moment.</summary>
    private void Watch(Session session)
    {
        Begin(session);
        game.Watch();
    }

    /// <summary>Shows another game; the one that was shown stays reachable before it.</summary>
    public void Begin(Session session)
    {
        var begun = new PlayGame(session) { ReducedMotion = stage.ReducedMotion };
        begun.Done += OnDone;
        begun.Left += Leave;
        games.Begin(begun);
        Show();
        if (begun.HasEarlier)
            begun.Say($"Another game. {UndoKeys} goes back to the one before.");
    }

    private void Leave(int by)
    {
        if (!games.Go(by))
            return;
        Show();
        game.Say(by < 0 ? "The game before, as you left it." : "The game after, as you left it.");
        OnDone(by < 0 ? Deed.TakeBack : Deed.Scrub);
    }

    /// <summary>Shows the chronicle's current game.</summary>
    private void Show()
    {
        game = games.Current;
        game.Tick(stage.Now);
        (IDenoiser denoiser, Board start) = (game.Prediction.Denoiser, game.Board);
        stage.Board = start;
        if (denoiser != shown)
        {
            shown = denoiser;
            (stage.Denoiser, stage.Weights) = (denoiser, stage.Denoisers.Find(denoiser)?.Weights);
            introspection = new Introspection(denoiser);
            whatIf = new WhatIf(denoiser);
            finished?.Dispose();
            finished = new FinishedName(new FactBook(denoiser));
        }
        rememberedSettings = start.Settings;
        motions = new TileMotions(start.Slots);
        motions.Show(start);
        mostSteps = Math.Max(denoiser.Timesteps, start.Settings.Steps);
        controls = new PlayControls(game, pointer, mostSteps);
        controls.Asked += Run;
        controls.DenoiserAsked += by => errands.ChangeDenoiser(game, by);
        layout = PlayLayout.For(stage.Layout, start.Slots, start.Alphabet.Symbols - 1);
        // It may be drawn in this very frame, before the next update.
        view = new PlayView { Canvas = canvas, Game = game, Pointer = pointer, Motions = motions, WhatIf = whatIf, Layout = layout, Theme = stage.Theme, Now = stage.Now };
        shownVersion = -1;
    }

    /// <summary>Begins the tour, or ends it.</summary>
    public void ToggleTour()
    {
        if (tour.IsOn)
            EndTour();
        else
            tour.Begin();
    }

    public bool NeedsFrame(double now) => errands.IsBusy || game.IsDue(now) || motions.IsMoving(now) || view.Shimmer > 0 || finished.HasAnswer;

    public void Update(Input input, double now)
    {
        view.Layout = Layout;
        view.Theme = stage.Theme;
        view.Now = now;
        if (input.Any)
            lastInput = now;
        errands.Update();
        game.Tick(now);
        controls.Update(input, Layout);
        UpdateShelf(input);
        whatIf.Update(game, pointer);
        if (tour.IsOn && input.LeftPressed && Layout.SkipButton.Contains(input.Mouse))
            EndTour();
        Remember();
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
        if (!game.Board.IsFinished || game.IsPlaying)
            return;
        finished.Ask(game.Board.Name);
        introspection.Update(game.Board);
    }

    public void Draw()
    {
        DrawHint();
        TileRow.Draw(view);
        whatIf.Draw(view);
        if (game.Board.IsFinished && !game.IsPlaying)
            SurpriseBars.Draw(view, introspection);
        CandidateFan.Draw(view);
        Timeline.Draw(view);
        Xray.Draw(view);
        DrawCard();
        ControlPanel.Draw(view, DenoiserName, controls.Hovered, controls.Focused, controls.Mouse, mostSteps);
    }

    public void Unload()
    {
        errands.Dispose();
        finished.Dispose();
        Remember();
    }

    private string Likelihood => !game.Board.IsFinished || finished.Facts is not { Nats: not null } facts ? "none" : facts.IsExact ? "exact" : "about";

    private string DenoiserName => stage.Denoisers.NameOf(stage.Denoiser);

    private void Run(Control control) => errands.Run(control, game);

    private void UpdateShelf(Input input)
    {
        PlayLayout now = Layout;
        pointer.Shelf = errands.ShowsShelf ? ShelfCard.NameAt(now, input.Mouse, errands.Scrolled, stage.Memory.Shelf.Names.Count) : -1;
        if (input.Wheel != 0 && now.Facts.Contains(input.Mouse))
            errands.Scroll(-input.Wheel);
        if (input.LeftPressed && pointer.Shelf >= 0)
            errands.Take(pointer.Shelf, game);
    }

    /// <summary>How the player likes the denoiser to go on stays from one start to the next.</summary>
    private void Remember()
    {
        SamplerSettings settings = game.Board.Settings;
        if (settings == rememberedSettings)
            return;
        rememberedSettings = settings;
        stage.Memory.Settings = stage.Memory.Settings.With(settings);
    }

    private void OnDone(Deed deed)
    {
        stage.Hear(deed switch
        {
            Deed.Reveal => Effect.Reveal,
            Deed.Finish => Effect.Finish,
            Deed.Force => Effect.Force,
            Deed.Refuse => Effect.Refuse,
            _ => Effect.Remask,
        });
        if (tour.See(deed))
        {
            EndTour();
            game.Say("That is all there is to it. Make a name.");
        }
    }

    private void EndTour()
    {
        tour.Skip();
        stage.Memory.Settings = stage.Memory.Settings with { TourDone = true };
    }

    private void DrawCard()
    {
        canvas.Fill(view.Layout.Facts, view.Pixels(12), view.Theme.Surface);
        Shelf shelf = stage.Memory.Shelf;
        if (errands.ShowsShelf)
            ShelfCard.Draw(view, shelf, errands.Scrolled, pointer.Shelf);
        else
            FactsCard.Draw(view, finished);
        bool liked = game.Board.IsFinished && shelf.Contains(finished.Name);
        ControlPanel.DrawErrands(view, controls.Hovered, controls.Focused, liked, errands.ShowsShelf);
    }

    private void DrawHint()
    {
        Span<char> text = stackalloc char[96];
        ReadOnlySpan<char> hint = text[..WriteHint(text)];
        canvas.TextCentered(TextStyle.Body, hint, view.Layout.Hint, game.Message is null && !tour.IsOn ? view.Theme.Quiet : view.Theme.Text);
        if (tour.IsOn)
            Chip.Draw(canvas, view.Theme, view.Layout.SkipButton, "Skip", new WidgetState(view.Layout.SkipButton.Contains(controls.Mouse), false));
        else
            ControlPanel.DrawSeed(view);
    }

    /// <summary>The one line that says what can be done: the last refusal, else what the mouse is over, else the next thing to try.</summary>
    private int WriteHint(Span<char> text)
    {
        Board board = game.Board;
        if (game.Message is { } message)
            return Copy(message, text);
        if (tour.Line is { } task)
            return Copy(task, text);
        Control control = controls.Hovered != Control.None ? controls.Hovered : controls.Focused;
        // Whoever has just pressed Run wants to know what came of it, not what Run is.
        bool isOver = board.IsFinished && control is (Control.Step or Control.Run);
        if (!isOver && ControlPanel.Summary(control, board.Settings, stage.Denoiser) is { } summary)
            return Copy(summary, text);
        int length;
        if (pointer.Shelf >= 0)
            return Copy("Click to play with this name.", text);
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
        if (pointer.Game != 0)
            return Copy(pointer.Game < 0 ? "The game before this one. Click to go back." : "The game after this one. Click to go there.", text);
        if (pointer.Fork >= 0)
            return Copy("Another branch of this game. Click to go there.", text);
        if (whatIf.IsKnown)
            return whatIf.Write(board, text);
        if (pointer.Chip >= 0)
            return Copy("You ruled this out. Click to force it after all.", text);
        if (pointer.Tile >= 0 && board.IsMasked(pointer.Tile))
            return Copy("Click reveals. Candidates: click forces, Shift gathers, Alt forbids.", text);
        if (!game.HasMoved)
            return Copy(Welcome, text);
        if (board.IsFinished && !game.IsPlaying && introspection.WeakestRevealed is >= 0 and int weakest && introspection.Probability(weakest) < 0.5f && board[weakest].Symbol != board.Alphabet.Pad)
        {
            text.TryWrite($"Weakest letter: {board.Alphabet.CharacterOf(board[weakest].Symbol)} ({introspection.Probability(weakest) * 100:0.#}%). Right click takes it back.", out length);
            return length;
        }
        return Copy(board.IsFinished ? FinishedHint : MovingHint, text);
    }

    private static int Copy(string line, Span<char> text)
    {
        int length = Math.Min(line.Length, text.Length);
        line.AsSpan(0, length).CopyTo(text);
        return length;
    }
}
