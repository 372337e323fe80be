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

    private readonly Stage _stage;
    private readonly Pointer _pointer = new();
    private readonly Tour _tour = new();
    private Canvas _canvas = null!;
    private readonly Chronicle _games = new();
    private PlayGame _game = null!;
    private PlayControls _controls = null!;
    private TileMotions _motions = null!;
    private FinishedName _finished = null!;
    private IDenoiser? _shown;
    private PlayLayout _layout = null!;
    private PlayView _view = null!;
    private PlayErrands _errands = null!;
    private Introspection _introspection = null!;
    private WhatIf _whatIf = null!;
    private SamplerSettings _rememberedSettings;
    private int _mostSteps, _shownVersion;
    private double _lastInput;

    public PlayScene(Stage stage)
    {
        _stage = stage;
        if (!stage.Memory.Settings.TourDone)
            _tour.Begin();
    }

    public PlayGame Game => _game;

    public PlayLayout Layout => _layout.Shell == _stage.Layout ? _layout : _layout = PlayLayout.For(_stage.Layout, _game.Board.Slots, _game.Board.Alphabet.Symbols - 1);

    public int TileText => Layout.TileText;

    /// <summary>A worker has not answered yet.</summary>
    public bool IsWaiting => _finished.IsPending || _errands.IsBusy;

    public string Status => $"denoiser={DenoiserName} shelf={_stage.Memory.Shelf.Names.Count} sound={_stage.Memory.Settings.Sound} target={_pointer.Target} foresees={_whatIf.IsKnown} size={_stage.Layout.Window.Width}x{_stage.Layout.Window.Height} theme={_stage.Theme.Name} likelihood={Likelihood} tour={_tour.Line ?? "off"}";

    public void Init(Canvas canvas)
    {
        _canvas = canvas;
        _errands = new PlayErrands(_stage, canvas) { Begin = (denoiser, board) => _stage.PlayWith(new Session(denoiser, board)), Watch = Watch };
        Begin(new Session(_stage.Denoiser, _stage.Board));
    }

    /// <summary>Plays with the weights of a file.</summary>
    /// <returns>Why that cannot be, in one sentence; null if it is done.</returns>
    public string? Open(string path) => _errands.Open(path, _game);

    /// <summary>Shows a game that was played before, from its first moment.</summary>
    private void Watch(Session session)
    {
        Begin(session);
        _game.Watch();
    }

    /// <summary>Shows another game; the one that was shown stays reachable before it.</summary>
    public void Begin(Session session)
    {
        var begun = new PlayGame(session) { ReducedMotion = _stage.ReducedMotion };
        begun.Done += OnDone;
        begun.Left += Leave;
        _games.Begin(begun);
        Show();
        if (begun.HasEarlier)
            begun.Say($"Another game. {UndoKeys} goes back to the one before.");
    }

    private void Leave(int by)
    {
        if (!_games.Go(by))
            return;
        Show();
        _game.Say(by < 0 ? "The game before, as you left it." : "The game after, as you left it.");
        OnDone(by < 0 ? Deed.TakeBack : Deed.Scrub);
    }

    /// <summary>Shows the chronicle's current game.</summary>
    private void Show()
    {
        _game = _games.Current;
        _game.Tick(_stage.Now);
        (IDenoiser denoiser, Board start) = (_game.Prediction.Denoiser, _game.Board);
        _stage.Board = start;
        if (denoiser != _shown)
        {
            _shown = denoiser;
            (_stage.Denoiser, _stage.Weights) = (denoiser, _stage.Denoisers.Find(denoiser)?.Weights);
            _introspection = new Introspection(denoiser);
            _whatIf = new WhatIf(denoiser);
            _finished?.Dispose();
            _finished = new FinishedName(new FactBook(denoiser));
        }
        _rememberedSettings = start.Settings;
        _motions = new TileMotions(start.Slots);
        _motions.Show(start);
        _mostSteps = Math.Max(denoiser.Timesteps, start.Settings.Steps);
        _controls = new PlayControls(_game, _pointer, _mostSteps);
        _controls.Asked += Run;
        _controls.DenoiserAsked += by => _errands.ChangeDenoiser(_game, by);
        _layout = PlayLayout.For(_stage.Layout, start.Slots, start.Alphabet.Symbols - 1);
        // It may be drawn in this very frame, before the next update.
        _view = new PlayView { Canvas = _canvas, Game = _game, Pointer = _pointer, Motions = _motions, WhatIf = _whatIf, Layout = _layout, Theme = _stage.Theme, Now = _stage.Now };
        _shownVersion = -1;
    }

    /// <summary>Begins the tour, or ends it.</summary>
    public void ToggleTour()
    {
        if (_tour.IsOn)
            EndTour();
        else
            _tour.Begin();
    }

    public bool NeedsFrame(double now) => _errands.IsBusy || _game.IsDue(now) || _motions.IsMoving(now) || _view.Shimmer > 0 || _finished.HasAnswer;

    public void Update(Input input, double now)
    {
        _view.Layout = Layout;
        _view.Theme = _stage.Theme;
        _view.Now = now;
        if (input.Any)
            _lastInput = now;
        _errands.Update();
        _game.Tick(now);
        _controls.Update(input, Layout);
        UpdateShelf(input);
        _whatIf.Update(_game, _pointer);
        if (_tour.IsOn && input.LeftPressed && Layout.SkipButton.Contains(input.Mouse))
            EndTour();
        Remember();
        _view.Shimmer = _stage.ReducedMotion || _game.Board.IsFinished ? 0 : (float)Math.Clamp((_lastInput + Stirring + Settling - now) / Settling, 0, 1);
        _view.Canvas.FogTime += _view.Shimmer * _stage.Elapsed;
        _finished.Poll();
        if (_game.Version == _shownVersion)
            return;
        _shownVersion = _game.Version;
        _stage.Board = _game.Board;
        if (_stage.ReducedMotion)
            _motions.Show(_game.Board);
        else
            _motions.MoveTo(_game.Board, now);
        if (!_game.Board.IsFinished || _game.IsPlaying)
            return;
        _finished.Ask(_game.Board.Name);
        _introspection.Update(_game.Board);
    }

    public void Draw()
    {
        DrawHint();
        TileRow.Draw(_view);
        _whatIf.Draw(_view);
        if (_game.Board.IsFinished && !_game.IsPlaying)
            SurpriseBars.Draw(_view, _introspection);
        CandidateFan.Draw(_view);
        Timeline.Draw(_view);
        Xray.Draw(_view);
        DrawCard();
        ControlPanel.Draw(_view, DenoiserName, _controls.Hovered, _controls.Focused, _controls.Mouse, _mostSteps);
    }

    public void Unload()
    {
        _errands.Dispose();
        _finished.Dispose();
        Remember();
    }

    private string Likelihood => !_game.Board.IsFinished || _finished.Facts is not { Nats: not null } facts ? "none" : facts.IsExact ? "exact" : "about";

    private string DenoiserName => _stage.Denoisers.NameOf(_stage.Denoiser);

    private void Run(Control control) => _errands.Run(control, _game);

    private void UpdateShelf(Input input)
    {
        PlayLayout now = Layout;
        _pointer.Shelf = _errands.ShowsShelf ? ShelfCard.NameAt(now, input.Mouse, _errands.Scrolled, _stage.Memory.Shelf.Names.Count) : -1;
        if (input.Wheel != 0 && now.Facts.Contains(input.Mouse))
            _errands.Scroll(-input.Wheel);
        if (input.LeftPressed && _pointer.Shelf >= 0)
            _errands.Take(_pointer.Shelf, _game);
    }

    /// <summary>How the player likes the denoiser to go on stays from one start to the next.</summary>
    private void Remember()
    {
        SamplerSettings settings = _game.Board.Settings;
        if (settings == _rememberedSettings)
            return;
        _rememberedSettings = settings;
        _stage.Memory.Settings = _stage.Memory.Settings.With(settings);
    }

    private void OnDone(Deed deed)
    {
        _stage.Hear(deed switch
        {
            Deed.Reveal => Effect.Reveal,
            Deed.Finish => Effect.Finish,
            Deed.Force => Effect.Force,
            Deed.Refuse => Effect.Refuse,
            _ => Effect.Remask,
        });
        if (_tour.See(deed))
        {
            EndTour();
            _game.Say("That is all there is to it. Make a name.");
        }
    }

    private void EndTour()
    {
        _tour.Skip();
        _stage.Memory.Settings = _stage.Memory.Settings with { TourDone = true };
    }

    private void DrawCard()
    {
        _canvas.Fill(_view.Layout.Facts, _view.Pixels(12), _view.Theme.Surface);
        Shelf shelf = _stage.Memory.Shelf;
        if (_errands.ShowsShelf)
            ShelfCard.Draw(_view, shelf, _errands.Scrolled, _pointer.Shelf);
        else
            FactsCard.Draw(_view, _finished);
        bool liked = _game.Board.IsFinished && shelf.Contains(_finished.Name);
        ControlPanel.DrawErrands(_view, _controls.Hovered, _controls.Focused, liked, _errands.ShowsShelf);
    }

    private void DrawHint()
    {
        Span<char> text = stackalloc char[96];
        ReadOnlySpan<char> hint = text[..WriteHint(text)];
        _canvas.TextCentered(TextStyle.Body, hint, _view.Layout.Hint, _game.Message is null && !_tour.IsOn ? _view.Theme.Quiet : _view.Theme.Text);
        if (_tour.IsOn)
            Chip.Draw(_canvas, _view.Theme, _view.Layout.SkipButton, "Skip", new WidgetState(_view.Layout.SkipButton.Contains(_controls.Mouse), false));
        else
            ControlPanel.DrawSeed(_view);
    }

    /// <summary>The one line that says what can be done: the last refusal, else what the mouse is over, else the next thing to try.</summary>
    private int WriteHint(Span<char> text)
    {
        Board board = _game.Board;
        if (_game.Message is { } message)
            return Copy(message, text);
        if (_tour.Line is { } task)
            return Copy(task, text);
        Control control = _controls.Hovered != Control.None ? _controls.Hovered : _controls.Focused;
        // Whoever has just pressed Run wants to know what came of it, not what Run is.
        bool isOver = board.IsFinished && control is (Control.Step or Control.Run);
        if (!isOver && ControlPanel.Summary(control, board.Settings, _stage.Denoiser) is { } summary)
            return Copy(summary, text);
        int length;
        if (_pointer.Shelf >= 0)
            return Copy("Click to play with this name.", text);
        if (_pointer.OverCell)
        {
            char letter = board.Alphabet.CharacterOf((byte)_pointer.CellSymbol);
            float p = _game.Prediction.Probabilities(_pointer.CellSlot)[_pointer.CellSymbol];
            if (_pointer.CellSymbol == board.Alphabet.Pad)
                text.TryWrite($"The name ends at tile {_pointer.CellSlot + 1}: {p * 100:0.#}%. Click to force it.", out length);
            else
                text.TryWrite($"{letter} in tile {_pointer.CellSlot + 1}: {p * 100:0.#}%. Click to force it.", out length);
            return length;
        }
        if (_pointer.Game != 0)
            return Copy(_pointer.Game < 0 ? "The game before this one. Click to go back." : "The game after this one. Click to go there.", text);
        if (_pointer.Fork >= 0)
            return Copy("Another branch of this game. Click to go there.", text);
        if (_whatIf.IsKnown)
            return _whatIf.Write(board, text);
        if (_pointer.Chip >= 0)
            return Copy("You ruled this out. Click to force it after all.", text);
        if (_pointer.Tile >= 0 && board.IsMasked(_pointer.Tile))
            return Copy("Click reveals. Candidates: click forces, Shift gathers, Alt forbids.", text);
        if (!_game.HasMoved)
            return Copy(Welcome, text);
        if (board.IsFinished && !_game.IsPlaying && _introspection.WeakestRevealed is >= 0 and int weakest && _introspection.Probability(weakest) < 0.5f && board[weakest].Symbol != board.Alphabet.Pad)
        {
            text.TryWrite($"Weakest letter: {board.Alphabet.CharacterOf(board[weakest].Symbol)} ({_introspection.Probability(weakest) * 100:0.#}%). Right click takes it back.", out length);
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
