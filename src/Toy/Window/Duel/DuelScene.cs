using System.Security.Cryptography;
using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Duel;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Duel;

/// <summary>The player and the denoiser guess a hidden name, a letter each in turn.</summary>
internal sealed class DuelScene(Stage stage, Canvas canvas) : IScene
{
    /// <summary>In seconds. The denoiser waits before its move, so that the player can follow.</summary>
    private const double Thinking = 0.9;

    /// <summary>In seconds. It waits longer after a miss, so that the right letter is seen.</summary>
    private const double AfterMiss = 2.2;

    private static readonly string[] LevelNames = ["easy", "medium", "hard"];

    private static readonly string[] LevelHints =
        ["The names that most people bear", "Common names that it never learned", "Rare names that it never learned"];

    /// <summary>The guess button for every number of hidden letters, so that a frame allocates nothing.</summary>
    private static readonly string[] GuessLabels =
        [.. Enumerable.Range(0, Alphabet.LongestWord + 1).Select(hidden => $"Guess the name: {DuelGame.PointsPerLetter * hidden} points")];

    private static readonly Control<DuelScene>[] Table =
    [
        .. Enum.GetValues<DuelLevel>().Select(level => new Control<DuelScene>(LevelNames[(int)level], Look.Chip)
        {
            Place = scene => scene.Layout.Levels[(int)level],
            IsOn = scene => !scene._isDaily && scene._level == level,
            Hint = _ => LevelHints[(int)level],
            Act = scene => scene.ChangeLevel(level),
        }),
        new("daily puzzle", Look.Chip)
        {
            Place = scene => scene.Layout.DailyButton,
            IsOn = scene => scene._isDaily,
            Hint = _ => "Ten familiar names, today the same everywhere",
            Intent = Intent.DailyDuel,
            Act = scene => scene.BeginDaily(),
        },
        new("New duel", Look.Button) { Place = scene => scene.Layout.NewButton, Hint = _ => "Ten other names", Intent = Intent.NewDuel, Act = scene => scene.BeginNew() },
        new("Next name", Look.Primary)
        {
            Place = scene => scene.Layout.GoButton, IsShown = scene => scene._game is { IsRoundOver: true, IsOver: false }, Act = scene => scene.GoOn(scene._game!),
        },
        new("Guess", Look.Button)
        {
            Place = scene => scene.Layout.GoButton,
            IsShown = scene => scene._game!.CanGuess,
            IsOn = scene => scene._guess.IsOpen,
            Label = scene => scene.GuessLabel,
            Hint = _ => "Say the whole name; foggier pays more (Enter)",
            Act = scene => scene.TurnGuess(scene._game!),
        },
        new("Copy result", Look.Button)
        {
            Place = scene => scene.Layout.FinaleButtons[0],
            IsShown = scene => scene._game!.IsOver,
            Hint = _ => "Squares and score, without a letter",
            Intent = Intent.Copy,
            Act = scene => scene.CopyResult(scene._game!),
        },
        new("Once more", Look.Primary) { Place = scene => scene.Layout.FinaleButtons[1], IsShown = scene => scene._game!.IsOver, Hint = _ => "Ten other names", Act = scene => scene.Begin(NewSeed(), daily: false) },
    ];

    private DuelGame? _game;
    private NameSet? _names;
    private IDenoiser? _asked;
    private readonly ScoreTable _scores = new();
    private string? _field;
    private DuelLevel _level = (DuelLevel)stage.Memory.Settings.Level;
    private DateOnly _day;
    private bool _isDaily, _isScored, _isUnderWay;
    private readonly Question _question = new();
    private readonly NameGuess _guess = new();
    private int _cursor = -1;
    private double _answerAt = double.MaxValue, _movedAt = double.MinValue, _now;

    public DuelLayout Layout => field?.Shell == stage.Layout && field.Slots == stage.Denoiser.Slots ? field : field = new DuelLayout(stage.Layout, stage.Denoiser.Slots);

    public Box HintPlace => Layout.Rule;

    public int TileText => Layout.TileText;

    public string Status => _game is null ? ""
        : $"round={_game.Round} turn={(_game.IsPlayersTurn ? "player" : "denoiser")} masked={_game.Board.Masked} player={_game.PlayerPoints} denoiser={_game.DenoiserPoints} over={_game.IsOver} cursor={_cursor} level={_level} daily={_isDaily} guess={_guess.IsOpen} scores={_scores.Count} fog={string.Join(',', Enumerable.Range(0, _game.Board.Slots).Where(slot => _game.Board.IsMasked(slot)))} hidden={_game.HiddenName}";

    private Controls<DuelScene> Controls => field ??= new(this, Table);

    public void Enter()
    {
        if (_game is null || !_game.Prediction.Denoiser.Alphabet.Equals(stage.Denoiser.Alphabet) || _game.Board.Slots != stage.Denoiser.Slots)
            Begin(stage.IsSynchronous ? 7 : NewSeed(), daily: false);
    }

    private string GuessLabel => _guess.IsOpen ? "Back to single letters" : GuessLabels[_game!.Board.Masked];

    public bool NeedsFrame(double now) => _answerAt < double.MaxValue && now >= _answerAt || !stage.ReducedMotion && now < _movedAt + Ease.Scene;

    public void Update(Input input, double now)
    {
        _now = now;
        canvas.FogTime += stage.ReducedMotion ? 0 : stage.Elapsed;
        if (_game is not { } duel)
            return;
        if (now >= _answerAt)
            Answer(duel);
        foreach (KeyPress press in input.Keys)
            Press(press, input, duel);
        foreach (char character in input.Characters)
            Type(character, duel);
        if (input.LeftPressed && !duel.IsOver && Layout.TileAt(input.Mouse) is >= 0 and int slot)
            Pick(slot, duel);
        Controls.Update(input, Layout.Shell.Unit);
        if (_game != duel)
            return;
        _scores.Show(stage.Memory.Scores, (int)duel.Level, _field, LevelNames[(int)duel.Level], Today);
        if (_answerAt == double.MaxValue && !duel.IsRoundOver && !duel.IsPlayersTurn)
            _answerAt = now + (duel.LastMove is { IsRight: false } ? AfterMiss : stage.ReducedMotion ? 0 : Thinking);
    }

    public void Draw()
    {
        if (_game is not { } duel)
            return;
        new DuelPicture(canvas, stage.Theme, Layout, duel)
        {
            Cursor = _guess.IsOpen ? _guess.Next : _cursor, Guess = _guess, Fresh = Fresh, Hint = Controls.Hint, IsHintTaken = stage.IsHintTaken,
        }.Draw();
        Controls.Draw(canvas, stage.Theme);
        if (!duel.IsOver)
            _scores.Draw(canvas, stage.Theme, Layout);
    }

    private float Fresh => stage.ReducedMotion ? 0 : 1 - Ease.OutCubic((float)((_now - _movedAt) / Ease.Scene));

    private static ulong NewSeed() => (ulong)RandomNumberGenerator.GetInt32(1_000_000);

    private void Begin(ulong seed, bool daily)
    {
        if (_asked != stage.Denoiser)
            (_asked, _names) = (stage.Denoiser, TrainingNames.Of(stage.Denoiser));
        if (_names is null || !DuelGame.CanHide(_names, stage.Denoiser))
        {
            _game = null;
            stage.Say("No duel without the words of these weights: name their file with --data.");
            return;
        }
        _game = new DuelGame(stage.Denoiser.Fork(), _names, seed, daily ? DuelGame.DailyLevel : _level);
        _guess.Cancel();
        _field = _game.Field;
        (_isDaily, _day, _isScored, _isUnderWay, _answerAt) = (daily, Today, false, false, double.MaxValue);
        _cursor = _game.Board.FirstMasked;
    }

    private void Answer(DuelGame duel)
    {
        _answerAt = double.MaxValue;
        if (!duel.IsRoundOver && !duel.IsPlayersTurn)
            duel.Answer();
        Moved(duel);
    }

    private void Moved(DuelGame duel)
    {
        _movedAt = _now;
        _isUnderWay = true;
        _question.Withdraw();
        if (_cursor < 0 || !duel.Board.IsMasked(_cursor))
            _cursor = duel.Board.FirstMasked;
        if (!duel.IsOver || _isScored)
            return;
        _isScored = true;
        if (!stage.Memory.Keep(duel.ScoreOn(_day, _isDaily)))
            stage.Say(DuelGame.CountedBefore);
    }

    private void Press(KeyPress press, Input input, DuelGame duel)
    {
        if (Controls.Press(input.Find(SceneKind.Duel, press)))
            return;
        KeyboardKey key = press.Key;
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                MoveCursor(key == KeyboardKey.Right ? 1 : -1, duel);
                break;
            case KeyboardKey.Tab:
                MoveCursor(input.Shift ? -1 : 1, duel);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter when duel.IsRoundOver:
            case KeyboardKey.Space when duel.IsRoundOver:
                GoOn(duel);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter:
                SayName(duel);
                break;
            case KeyboardKey.Backspace when _guess.IsOpen:
                _guess.Back();
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                ChangeLevel((DuelLevel)(((int)_level + (key == KeyboardKey.Up ? 1 : 2)) % 3));
                break;
        }
    }

    private void Type(char character, DuelGame duel)
    {
        if (character == ' ' || duel.IsRoundOver)
            return;
        if (!duel.IsPlayersTurn)
            stage.Say("The denoiser is thinking.");
        else if (!duel.Board.Alphabet.TryRead(character, out byte letter) || _cursor < 0)
            stage.Say("Pick a tile and type a letter.");
        else if (_guess.IsOpen)
            _guess.Type(letter);
        else if (duel.TryPlace(_cursor, letter))
            Moved(duel);
    }

    /// <summary>A hidden tile takes the next letter; any other says what it is.</summary>
    private void Pick(int slot, DuelGame duel)
    {
        if (duel.Board.IsMasked(slot))
        {
            _guess.Cancel();
            _cursor = slot;
        }
        else if (slot >= duel.Board.End)
        {
            stage.Say("The name has no letter there.");
        }
        else
        {
            string letter = duel.Board.Alphabet.CharacterOf(duel.Board[slot].Symbol).ToString();
            stage.Say(duel.MoveAt(slot) is not { } move ? $"{letter} was shown from the start. Pick a tile in fog."
                : $"{letter} is known: {(move.IsPlayers ? "you" : "the denoiser")} {(move.IsRight ? $"got {move.Points}" : "missed it")}. Pick a tile in fog.");
        }
    }

    private void TurnGuess(DuelGame duel)
    {
        if (_guess.IsOpen)
            _guess.Cancel();
        else
            _guess.TryBegin(duel);
    }

    /// <summary>Enter begins a guess of the whole name, and says it.</summary>
    private void SayName(DuelGame duel)
    {
        if (!_guess.IsOpen)
        {
            if (!_guess.TryBegin(duel))
                stage.Say(duel.IsPlayersTurn ? "One letter is left: type it." : "The denoiser is thinking.");
        }
        else if (_guess.TrySay())
        {
            Moved(duel);
        }
        else
        {
            stage.Say("Type all missing letters first.");
        }
    }

    private void CopyResult(DuelGame duel)
    {
        if (!duel.IsOver)
        {
            stage.Say("The result can be copied after the tenth name.");
            return;
        }
        stage.Clipboard.Text = DuelResult.Of(duel, _isDaily ? _day : null);
        stage.Say("Copied. It tells no letter: paste it to a friend.");
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.Now);

    private void BeginNew()
    {
        if (MayLeave(Intent.NewDuel))
            Begin(NewSeed(), daily: false);
    }

    private void BeginDaily()
    {
        if (MayLeave(Intent.DailyDuel))
            Begin(DuelGame.DailySeed(Today), daily: true);
    }

    /// <summary>A duel that was left cannot be continued, so leaving one takes the same act twice.</summary>
    private bool MayLeave(object forWhat)
    {
        if (_game is not { IsOver: false } || !_isUnderWay || _question.IsAnswered(forWhat, _now))
            return true;
        stage.Say("This duel is not over. The same again leaves it for another.");
        return false;
    }

    private void ChangeLevel(DuelLevel next)
    {
        if (next == _level && !_isDaily || !MayLeave(next))
            return;
        _level = next;
        stage.Memory.Settings = stage.Memory.Settings with { Level = (int)next };
        Begin(stage.IsSynchronous ? 7 : NewSeed(), daily: false);
    }

    /// <summary>The next name. The finale stays until another duel is asked for by name.</summary>
    private void GoOn(DuelGame duel)
    {
        if (!duel.IsRoundOver || duel.IsOver)
            return;
        duel.NextRound();
        _cursor = duel.Board.FirstMasked;
    }

    private void MoveCursor(int by, DuelGame duel)
    {
        for (int i = 1; i <= duel.Board.Slots; i++)
        {
            int slot = (Math.Max(_cursor, 0) + by * i + duel.Board.Slots * 2) % duel.Board.Slots;
            if (!duel.Board.IsMasked(slot))
                continue;
            _cursor = slot;
            return;
        }
    }
}
