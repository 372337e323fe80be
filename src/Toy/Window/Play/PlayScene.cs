using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Play;

/// <summary>The first scene: the player and the denoiser fill one row of slots.</summary>
internal sealed class PlayScene : IScene
{
    private const string
        Welcome = "Click a tile to reveal it. Type to force a letter. Space to let it think.",
        FinishedHint = $"Enter: another name. {PlayTable.UndoKeys}: take this one back.",
        MovingHint = $"Space: one step. Enter: the rest. {PlayTable.UndoKeys}: take back.";

    /// <summary>In seconds: how long the fog moves after the last input, and how long it takes to come to rest.</summary>
    private const double Stirring = 6, Settling = 2;

    private readonly Pointer _pointer = new();
    private readonly Canvas _canvas;
    private readonly Controls<PlayScene> _controls;
    private readonly PlayInput _input;
    private TileMotions _motions = null!;
    private FinishedName _finished = null!;
    private IDenoiser? _shown;
    private PlayLayout _layout = null!;
    private PlayView _view = null!;
    private readonly PictureDesk _pictures;
    private Introspection _introspection = null!;
    private WhatIf _whatIf = null!;
    private Threads _threads = null!;
    private int _shownVersion;
    private double _lastInput;

    public PlayScene(Stage stage, Canvas canvas)
    {
        (Stage, _canvas) = (stage, canvas);
        _controls = new Controls<PlayScene>(this, PlayControls.All);
        _input = new PlayInput(this, _pointer, _controls);
        _pictures = new PictureDesk(stage);
        if (!stage.Memory.Settings.TourDone)
            Tour.Begin();
        Table = new PlayTable(new Session(stage.Denoiser, stage.Board), stage.Memory, stage.Denoisers, reducedMotion: false) { Tell = stage.Say };
        (Pattern, Shelf) = (new PatternField(Table), new ShelfCard(Table));
        Table.Done += OnDone;
        Table.Turned += Show;
        Show();
    }

    public Stage Stage { get; }

    public PlayTable Table { get; }

    public PlayGame Game => Table.Game;

    public Tour Tour { get; } = new();

    /// <summary>The field above the tiles.</summary>
    public PatternField Pattern { get; }

    public ShelfCard Shelf { get; }

    /// <summary>The name that is shown is on the shelf.</summary>
    public bool IsLiked => Game.Board.IsFinished && Table.Shelf.Contains(_finished.Name);

    public PlayLayout Layout => _layout.Shell == Stage.Layout ? _layout : _layout = new PlayLayout(Stage.Layout, Game.Board.Slots, Game.Board.Alphabet.Symbols - 1);

    public int TileText => Layout.TileText;

    /// <summary>A worker has not finished yet.</summary>
    public bool IsWaiting => _finished.IsPending || _pictures.IsBusy;

    /// <summary>Names on the shelf may be of other alphabets.</summary>
    string IScene.Letters => Shelf.Letters;

    public string Status => $"denoiser={Table.DenoiserName} shelf={Table.Shelf.Count} picked={Shelf.Picked} sound={Stage.Memory.Settings.Sound} pattern={Pattern.Text} writes={Pattern.IsOpen} target={_pointer.Target} foresees={_whatIf.IsKnown} reasons={_threads.IsKnown} head={Heads.Head + 1} size={Stage.Layout.Window.Width}x{Stage.Layout.Window.Height} theme={Stage.Theme.Name} likelihood={Likelihood} tour={Tour.Line ?? "off"} says={Hint(stackalloc char[128])}";

    /// <summary>Shows the table's current game.</summary>
    private void Show()
    {
        Game.Tick(Stage.Now);
        Pattern.Close();
        (IDenoiser denoiser, Board start) = (Table.Denoiser, Table.Board);
        Stage.Board = start;
        if (denoiser != _shown)
        {
            _shown = denoiser;
            (Stage.Denoiser, Stage.Weights) = (denoiser, Stage.Denoisers.Find(denoiser)?.Weights);
            _introspection = new Introspection(denoiser);
            _whatIf = new WhatIf(denoiser);
            (_threads, Heads) = (new Threads(denoiser), new HeadThreads(denoiser));
            // What was pointed at may be a tile or a letter that the new row lacks.
            _pointer.PointAt(Game.Cursor);
            _finished?.Dispose();
            _finished = new FinishedName(new FactBook(denoiser));
        }
        (_pointer.Gathered, _pointer.GatheredSlot) = (default, -1);
        _motions = new TileMotions(start.Slots);
        _motions.Show(start);
        _layout = new PlayLayout(Stage.Layout, start.Slots, start.Alphabet.Symbols - 1);
        // The scene may be drawn before its next update.
        _view = new PlayView { Canvas = _canvas, Table = Table, Pointer = _pointer, Motions = _motions, WhatIf = _whatIf, Layout = _layout, Theme = Stage.Theme, Now = Stage.Now };
        _shownVersion = -1;
    }

    /// <summary>Begins the tour, on a row that has enough fog for it.</summary>
    public void BeginTour()
    {
        if (Game.Board.Masked < Tour.LeastFog && !Game.IsBlank)
            Table.Clear();
        Game.Hush();
        Tour.Begin();
    }

    public bool NeedsFrame(double now) => _pictures.IsBusy || Game.IsDue(now) || _motions.IsMoving(now) || _view.Shimmer > 0 || _finished.HasAnswer;

    public void Update(Input input, double now)
    {
        _view.Layout = Layout;
        _view.Theme = Stage.Theme;
        _view.Now = now;
        if (input.Any)
            _lastInput = now;
        _pictures.Update();
        Game.Tick(now);
        _input.Update(input);
        Shelf.Update(input, Layout);
        _whatIf.Update(Game, _pointer);
        _threads.Update(Game, _pointer);
        Heads.Update(Game, _pointer);
        Table.Remember();
        _view.Shimmer = Stage.ReducedMotion || Game.Board.IsFinished ? 0 : (float)Math.Clamp((_lastInput + Stirring + Settling - now) / Settling, 0, 1);
        _view.Canvas.FogTime += _view.Shimmer * Stage.Elapsed;
        _finished.Poll();
        if (Table.IsNameDone && _finished.Facts is { } facts && _finished.Name == Game.Label)
            Game.Kind = facts.Novelty.Kind;
        if (Game.Version == _shownVersion)
            return;
        _shownVersion = Game.Version;
        Stage.Board = Game.Board;
        if (Stage.ReducedMotion)
            _motions.Show(Game.Board);
        else
            _motions.MoveTo(Game.Board, now);
        if (!Game.Board.IsFinished || Game.IsPlaying)
            return;
        _finished.Ask(Game.Board);
        _introspection.Update(Game.Board);
    }

    public void Draw()
    {
        DrawHint();
        Pattern.Draw(_view, _view.Layout.Pattern);
        TileRow.Draw(_view);
        _whatIf.Draw(_view);
        if (Game.Board.IsFinished && !Game.IsPlaying)
            FitBars.Draw(_view, _introspection);
        CandidateFan.Draw(_view);
        Timeline.Draw(_view);
        Xray.Draw(_view);
        if (Heads.IsKnown)
            Heads.Draw(_view, _threads.Symbol);
        else if (Heads.Head < 0)
            _threads.Draw(_view);
        DrawCard();
        _canvas.Fill(_view.Layout.PanelCard, _view.Pixels(12), _view.Theme.Surface);
        _controls.Draw(_canvas, _view.Theme);
    }

    public void Unload()
    {
        _pictures.Dispose();
        _finished.Dispose();
        Table.Remember();
    }

    private string Likelihood => !Game.Board.IsFinished || _finished.Facts is not { Nats: not null } facts ? "none" : facts.IsExact ? "exact" : "about";

    public void Copy()
    {
        if (Table.Copy() is not { } code)
            return;
        Stage.Clipboard.Text = code;
        Stage.Say("Copied: a code that plays this very game again.");
    }

    /// <summary>Shows the game of the code on the clipboard, from its first moment.</summary>
    public void Paste()
    {
        if (Table.Paste(Stage.Clipboard.Text))
            Game.Watch();
    }

    /// <summary>Types what is on the clipboard into the field.</summary>
    public void PastePattern()
    {
        foreach (char character in Stage.Clipboard.Text.Trim())
            Pattern.Type(character);
    }

    /// <summary>Where the denoiser's heads look.</summary>
    public HeadThreads Heads { get; private set; } = null!;

    /// <summary>Shows the next head, or the letters again.</summary>
    public void TurnHeads()
    {
        string said = Heads.Turn();
        // Where a tile is picked, the line about it says more.
        if (_pointer.Target < 0 || !Heads.HasHeads)
            Game.Say(said);
    }

    /// <summary>How much of a film is done; null while there is none.</summary>
    public int? FilmPercent => _pictures.Percent;

    public void SaveGif() => _pictures.SaveGif(_canvas, Stage.Denoiser, Game.BoardsOfName(), Words);

    public void SavePng() => _pictures.SavePng(_canvas, Stage.Denoiser, Game.Board, Words);

    private CardWords Words => CardWords.Of(Game.Session, Table.DenoiserName, TrainingNames.Of(Table.Denoiser));

    /// <summary>Saves the game up to the moment that is shown as a web page.</summary>
    public void SavePage()
    {
        if (Table.Copy() is { } code)
            _pictures.SavePage(Stage.Denoiser, Game.MomentsSoFar(), code);
    }

    public void EndTour()
    {
        Tour.Skip();
        Stage.Memory.Settings = Stage.Memory.Settings with { TourDone = true };
    }

    private void OnDone(Deed deed)
    {
        Stage.Hear(deed switch
        {
            Deed.Reveal => Effect.Reveal,
            Deed.Finish => Effect.Finish,
            Deed.Force => Effect.Force,
            Deed.Refuse => Effect.Refuse,
            _ => Effect.Remask,
        });
        if (Tour.See(deed))
        {
            EndTour();
            Game.Say("That is all there is to it. Make a name.");
        }
    }

    private void DrawCard()
    {
        _canvas.Fill(_view.Layout.Facts, _view.Pixels(12), _view.Theme.Surface);
        if (Shelf.IsOpen)
            Shelf.Draw(_view);
        else
            FactsCard.Draw(_view, _finished);
    }

    public Box HintPlace => Layout.Hint;

    private void DrawHint()
    {
        if (Stage.IsHintTaken)
            return;
        Span<char> text = stackalloc char[96];
        _canvas.TextCentered(TextStyle.Body, Hint(text), _view.Layout.Hint, Game.Message is null && !Tour.IsOn && !Pattern.IsOpen ? _view.Theme.Quiet : _view.Theme.Text);
        if (!Tour.IsOn)
            DrawSeed();
    }

    /// <summary>As much of a line as has room: a pattern can be wrong in long words.</summary>
    private ReadOnlySpan<char> Fitted(string line, Span<char> text)
    {
        int length = Math.Min(_canvas.Fonts.Typography.Fitting(TextStyle.Body, line, Layout.Hint.Width), text.Length);
        if (length == line.Length)
            return line;
        line.AsSpan(0, length).CopyTo(text);
        text[length - 1] = '…';
        return text[..length];
    }

    /// <summary>The seed beside the hint; of a long one, the last digits.</summary>
    private void DrawSeed()
    {
        Span<char> text = stackalloc char[32];
        ulong seed = Table.Board.Seed;
        ReadOnlySpan<char> shown = seed < 10_000_000 ? text.Write($"seed {seed}") : text.Write($"seed …{seed % 1_000_000:000000}");
        _canvas.TextRight(TextStyle.Hint, shown, Layout.SeedLabel.Right, Layout.SeedLabel.Center.Y, _view.Theme.Quiet);
    }

    /// <summary>
    /// The line above the tiles: the game's answer, else what the mouse is over, else what to try next. The tour waits while a column or cell of the X-ray, a card or a
    /// branch is explained; not for controls, since the mouse rests on one that was just clicked.
    /// </summary>
    private ReadOnlySpan<char> Hint(Span<char> text)
    {
        Board board = Game.Board;
        if (Pattern.IsOpen)
            return Fitted(Pattern.Line, text);
        string? hint = Shelf.Line ?? _controls.Hint;
        bool explains = hint is null && (_pointer.OverCell || _pointer.Head >= 0 || _pointer.Game != 0 || _pointer.Fork >= 0);
        if (Game.Message is { } said && !(Game.IsMention && (explains || hint is not null)))
            return said;
        if (!explains && ((Game.IsMention ? null : Tour.LineOn(board, Game.Branch.Count)) ?? hint) is { } line)
            return line;
        if (_pointer.OverCell)
            return Xray.Line(_view, text);
        if (_pointer.Head >= 0)
            return Xray.HeadLine(_view, text);
        if (_pointer.Game != 0)
            return text.Write($"{Table.GameAt(_pointer.Game).Label}: {(_pointer.Game < 0 ? "an earlier" : "a later")} name. Click to go there.");
        if (_pointer.Fork >= 0)
            return "Another branch of this game. Click to go there.";
        if (_whatIf.IsKnown)
            return _whatIf.Line(board, _pointer.ByKeys, text);
        if (_pointer.Chip >= 0)
            return _pointer.ByKeys ? "You ruled this out. Enter forces it after all." : "You ruled this out. Click to force it after all.";
        if (Heads.IsKnown)
            return Heads.Line(board, text);
        if (_pointer.Tile >= 0 && board.IsMasked(_pointer.Tile))
            return "Click reveals. Candidates: click forces, Shift gathers, Alt forbids.";
        if (_pointer.Tile >= 0 && _threads.IsKnown)
            return _threads.Line(board, text);
        if (!Game.HasMoved)
            return Welcome;
        if (board.IsFinished && !Game.IsPlaying && Letters.Weakest(_introspection, board) is >= 0 and int weakest && _introspection.Probability(weakest) < 0.5f)
            return text.Write($"Weakest letter: {board.Alphabet.CharacterOf(board[weakest].Symbol)} ({_introspection.Probability(weakest) * 100:0.#}%). Right click takes it back.");
        return board.IsFinished ? FinishedHint : MovingHint;
    }
}
