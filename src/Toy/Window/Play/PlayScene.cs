using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The home scene: a row of slots, and a denoiser to play it with.</summary>
internal sealed class PlayScene : IScene
{
    private const string
        Welcome = "Click a tile to reveal it. Type to force a letter. Space to let it think.",
        FinishedHint = $"{PlayTable.UndoKeys} takes it back. Again makes another.",
        MovingHint = $"Space: one step. Enter: the rest. {PlayTable.UndoKeys}: take back.";

    /// <summary>The fog stirs while someone plays, and comes to rest when nobody does.</summary>
    private const double Stirring = 6, Settling = 2;

    private readonly Stage _stage;
    private readonly Pointer _pointer = new();
    private readonly Tour _tour = new();
    private Canvas _canvas = null!;
    private PlayTable _table = null!;
    private PlayControls _controls = null!;
    private TileMotions _motions = null!;
    private FinishedName _finished = null!;
    private IDenoiser? _shown;
    private PlayLayout _layout = null!;
    private PlayView _view = null!;
    private readonly ShelfCard _shelf = new();
    private readonly PictureDesk _pictures;
    private Introspection _introspection = null!;
    private WhatIf _whatIf = null!;
    private int _shownVersion;
    private double _lastInput;

    public PlayScene(Stage stage)
    {
        _stage = stage;
        _pictures = new PictureDesk(stage);
        if (!stage.Memory.Settings.TourDone)
            _tour.Begin();
    }

    public PlayTable Table => _table;

    public PlayGame Game => _table.Game;

    public PlayLayout Layout => _layout.Shell == _stage.Layout ? _layout : _layout = PlayLayout.For(_stage.Layout, Game.Board.Slots, Game.Board.Alphabet.Symbols - 1);

    public int TileText => Layout.TileText;

    /// <summary>A worker has not answered yet.</summary>
    public bool IsWaiting => _finished.IsPending || _pictures.IsBusy;

    public string Status => $"denoiser={_table.DenoiserName} shelf={_table.Shelf.Names.Count} sound={_stage.Memory.Settings.Sound} target={_pointer.Target} foresees={_whatIf.IsKnown} size={_stage.Layout.Window.Width}x{_stage.Layout.Window.Height} theme={_stage.Theme.Name} likelihood={Likelihood} tour={_tour.Line ?? "off"}";

    public void Init(Canvas canvas)
    {
        _canvas = canvas;
        _table = new PlayTable(new Session(_stage.Denoiser, _stage.Board), _stage.Memory, _stage.Denoisers, _stage.ReducedMotion) { Tell = _stage.Say };
        _table.Done += OnDone;
        _table.Turned += Show;
        _controls = new PlayControls(_table, _pointer);
        _controls.Asked += Run;
        Show();
    }

    /// <summary>Shows the table's current game.</summary>
    private void Show()
    {
        Game.Tick(_stage.Now);
        (IDenoiser denoiser, Board start) = (_table.Denoiser, _table.Board);
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
        _motions = new TileMotions(start.Slots);
        _motions.Show(start);
        _layout = PlayLayout.For(_stage.Layout, start.Slots, start.Alphabet.Symbols - 1);
        // It may be drawn in this very frame, before the next update.
        _view = new PlayView { Canvas = _canvas, Table = _table, Pointer = _pointer, Motions = _motions, WhatIf = _whatIf, Layout = _layout, Theme = _stage.Theme, Now = _stage.Now };
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

    public bool NeedsFrame(double now) => _pictures.IsBusy || Game.IsDue(now) || _motions.IsMoving(now) || _view.Shimmer > 0 || _finished.HasAnswer;

    public void Update(Input input, double now)
    {
        _view.Layout = Layout;
        _view.Theme = _stage.Theme;
        _view.Now = now;
        if (input.Any)
            _lastInput = now;
        _pictures.Update();
        Game.Tick(now);
        _controls.Update(input, Layout);
        UpdateShelf(input);
        _whatIf.Update(Game, _pointer);
        if (_tour.IsOn && input.LeftPressed && Layout.SkipButton.Contains(input.Mouse))
            EndTour();
        _table.Remember();
        _view.Shimmer = _stage.ReducedMotion || Game.Board.IsFinished ? 0 : (float)Math.Clamp((_lastInput + Stirring + Settling - now) / Settling, 0, 1);
        _view.Canvas.FogTime += _view.Shimmer * _stage.Elapsed;
        _finished.Poll();
        if (Game.Version == _shownVersion)
            return;
        _shownVersion = Game.Version;
        _stage.Board = Game.Board;
        if (_stage.ReducedMotion)
            _motions.Show(Game.Board);
        else
            _motions.MoveTo(Game.Board, now);
        if (!Game.Board.IsFinished || Game.IsPlaying)
            return;
        _finished.Ask(Game.Board.Name);
        _introspection.Update(Game.Board);
    }

    public void Draw()
    {
        DrawHint();
        TileRow.Draw(_view);
        _whatIf.Draw(_view);
        if (Game.Board.IsFinished && !Game.IsPlaying)
            SurpriseBars.Draw(_view, _introspection);
        CandidateFan.Draw(_view);
        Timeline.Draw(_view);
        Xray.Draw(_view);
        DrawCard();
        ControlPanel.Draw(_view, _controls.Hovered, _controls.Focused, _controls.Mouse);
    }

    public void Unload()
    {
        _pictures.Dispose();
        _finished.Dispose();
        _table.Remember();
    }

    private string Likelihood => !Game.Board.IsFinished || _finished.Facts is not { Nats: not null } facts ? "none" : facts.IsExact ? "exact" : "about";

    private void Run(Control control)
    {
        switch (control)
        {
            case Control.Like:
                _table.Like();
                break;
            case Control.Shelf:
                _shelf.Toggle();
                break;
            case Control.Copy when _table.Copy() is { } code:
                _stage.Clipboard.Text = code;
                _stage.Say("Copied: a code that plays this very game again.");
                break;
            case Control.Paste when _table.Paste(_stage.Clipboard.Text):
                Game.Watch();
                break;
            case Control.Gif:
                _pictures.SaveGif(_canvas, _stage.Denoiser, Game.BoardsSoFar());
                break;
            case Control.Png:
                _pictures.SavePng(Game.Board.IsFinished ? Game.Board.Name : "");
                break;
            case Control.Sound:
                _stage.ToggleSound();
                break;
        }
    }

    private void UpdateShelf(Input input)
    {
        PlayLayout now = Layout;
        _pointer.Shelf = _shelf.NameAt(now, input.Mouse, _table.Shelf);
        if (input.Wheel != 0 && now.Facts.Contains(input.Mouse))
            _shelf.Scroll(-input.Wheel, _table.Shelf);
        if (input.LeftPressed && _pointer.Shelf >= 0 && _table.Take(_pointer.Shelf))
            _shelf.Close();
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
            Game.Say("That is all there is to it. Make a name.");
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
        if (_shelf.IsOpen)
            _shelf.Draw(_view);
        else
            FactsCard.Draw(_view, _finished);
        bool liked = Game.Board.IsFinished && _table.Shelf.Contains(_finished.Name);
        ControlPanel.DrawErrands(_view, _controls.Hovered, _controls.Focused, liked, _shelf.IsOpen);
    }

    private void DrawHint()
    {
        Span<char> text = stackalloc char[96];
        ReadOnlySpan<char> hint = text[..WriteHint(text)];
        _canvas.TextCentered(TextStyle.Body, hint, _view.Layout.Hint, Game.Message is null && !_tour.IsOn ? _view.Theme.Quiet : _view.Theme.Text);
        if (_tour.IsOn)
            Chip.Draw(_canvas, _view.Theme, _view.Layout.SkipButton, "Skip", new WidgetState(_view.Layout.SkipButton.Contains(_controls.Mouse), false));
        else
            ControlPanel.DrawSeed(_view);
    }

    /// <summary>The one line that says what can be done: the last refusal, else what the mouse is over, else the next thing to try.</summary>
    private int WriteHint(Span<char> text)
    {
        Board board = Game.Board;
        if (Game.Message is { } message)
            return Copy(message, text);
        if (_tour.Line is { } task)
            return Copy(task, text);
        Control control = _controls.Hovered != Control.None ? _controls.Hovered : _controls.Focused;
        // Whoever has just pressed Run wants to know what came of it, not what Run is.
        bool isOver = board.IsFinished && control is (Control.Step or Control.Run);
        if (!isOver && ControlPanel.Summary(control, _table) is { } summary)
            return Copy(summary, text);
        int length;
        if (_pointer.Shelf >= 0)
            return Copy("Click to play with this name.", text);
        if (_pointer.OverCell)
        {
            char letter = board.Alphabet.CharacterOf((byte)_pointer.CellSymbol);
            float p = Game.Prediction.Probabilities(_pointer.CellSlot)[_pointer.CellSymbol];
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
        if (!Game.HasMoved)
            return Copy(Welcome, text);
        if (board.IsFinished && !Game.IsPlaying && _introspection.WeakestRevealed is >= 0 and int weakest && _introspection.Probability(weakest) < 0.5f && board[weakest].Symbol != board.Alphabet.Pad)
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
