using System.Numerics;
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

/// <summary>You against the denoiser: a hidden name, a letter each in turn.</summary>
internal sealed class DuelScene(Stage stage) : IScene
{
    /// <summary>The denoiser seems to think, so that the eye can follow.</summary>
    private const double Thinking = 0.9;

    private Canvas canvas = null!;
    private DuelLayout? layout;
    private DuelGame? game;
    private NameSet? names;
    private IDenoiser? asked;
    private readonly ScoreTable scores = new();
    private string? field;
    private DuelLevel level = (DuelLevel)stage.Memory.Settings.Level;
    private DateOnly day;
    private bool isDaily, isScored, isUnderWay;
    private readonly Question question = new();
    private int cursor = -1;
    private Vector2 mouse;
    private double answerAt = double.MaxValue, movedAt = double.MinValue, now;

    public DuelLayout Layout => layout is { } known && known.Shell == stage.Layout && known.Slots == stage.Denoiser.Slots
        ? known
        : layout = new DuelLayout(stage.Layout, stage.Denoiser.Slots);

    public int TileText => Layout.TileText;

    public string Status => game is null ? ""
        : $"round={game.Round} turn={(game.IsPlayersTurn ? "player" : "denoiser")} masked={game.Board.Masked} player={game.PlayerPoints} denoiser={game.DenoiserPoints} over={game.IsOver} cursor={cursor} level={level} daily={isDaily} scores={scores.Count} hidden={game.HiddenName}";

    public void Init(Canvas canvas) => this.canvas = canvas;

    public void Enter()
    {
        if (game is null || !game.Prediction.Denoiser.Alphabet.Equals(stage.Denoiser.Alphabet) || game.Board.Slots != stage.Denoiser.Slots)
            Begin(stage.IsSynchronous ? 7 : NewSeed(), daily: false);
    }

    public bool NeedsFrame(double now) => answerAt < double.MaxValue && now >= answerAt || !stage.ReducedMotion && now < movedAt + Ease.Scene;

    public void Update(Input input, double now)
    {
        this.now = now;
        mouse = input.Mouse;
        canvas.FogTime += stage.ReducedMotion ? 0 : stage.Elapsed;
        if (game is not { } duel)
            return;
        if (now >= answerAt)
            Answer(duel);
        foreach (KeyPress press in input.Keys)
            Press(press, input, duel);
        foreach (char character in input.Characters)
            Type(character, duel);
        if (input.LeftPressed)
            Click(duel);
        scores.Show(stage.Memory.Scores, (int)level, field, DuelPicture.LevelNames[(int)level], Today);
        if (answerAt == double.MaxValue && !duel.IsRoundOver && !duel.IsPlayersTurn)
            answerAt = now + (stage.ReducedMotion ? 0 : Thinking);
    }

    public void Draw()
    {
        if (game is not { } duel)
            return;
        new DuelPicture(canvas, stage.Theme, Layout, duel) { Level = level, IsDaily = isDaily, Cursor = cursor, Mouse = mouse, Fresh = Fresh }.Draw();
        scores.Draw(canvas, stage.Theme, Layout);
    }

    public void Unload()
    {
    }

    private float Fresh => stage.ReducedMotion ? 0 : 1 - Ease.OutCubic((float)((now - movedAt) / Ease.Scene));

    private static ulong NewSeed() => (ulong)RandomNumberGenerator.GetInt32(1_000_000);

    private void Begin(ulong seed, bool daily)
    {
        if (asked != stage.Denoiser)
            (asked, names) = (stage.Denoiser, TrainingNames.Of(stage.Denoiser));
        if (names is null || !DuelGame.CanHide(names, stage.Denoiser))
        {
            game = null;
            stage.Say("No duel without the words of these weights: name their file with --data.");
            return;
        }
        game = new DuelGame(stage.Denoiser.Fork(), names, seed, level);
        field = game.Field;
        (isDaily, day, isScored, isUnderWay, answerAt) = (daily, Today, false, false, double.MaxValue);
        cursor = game.Board.FirstMasked;
    }

    private void Answer(DuelGame duel)
    {
        answerAt = double.MaxValue;
        if (!duel.IsRoundOver && !duel.IsPlayersTurn)
            duel.Answer();
        Moved(duel);
    }

    private void Moved(DuelGame duel)
    {
        movedAt = now;
        isUnderWay = true;
        question.Withdraw();
        if (cursor < 0 || !duel.Board.IsMasked(cursor))
            cursor = duel.Board.FirstMasked;
        if (!duel.IsOver || isScored)
            return;
        isScored = true;
        if (isDaily && stage.Memory.Scores.DailyOf(day, (int)level, field) is not null)
            stage.Say("Today's puzzle counted the first time.");
        else
            stage.Memory.Keep(duel.ScoreOn(day, isDaily));
    }

    private void Press(KeyPress press, Input input, DuelGame duel)
    {
        switch (input.Find(SceneKind.Duel, press))
        {
            case Intent.NewDuel:
                BeginNew();
                return;
            case Intent.DailyDuel:
                BeginDaily();
                return;
        }
        KeyboardKey key = press.Key;
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                MoveCursor(key == KeyboardKey.Right ? 1 : -1, duel);
                break;
            case KeyboardKey.Tab:
                MoveCursor(input.Shift ? -1 : 1, duel);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter or KeyboardKey.Space:
                GoOn(duel);
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                ChangeLevel((DuelLevel)(((int)level + (key == KeyboardKey.Up ? 1 : 2)) % 3));
                break;
        }
    }

    private void Type(char character, DuelGame duel)
    {
        if (character == ' ' || duel.IsRoundOver)
            return;
        if (!duel.IsPlayersTurn)
            stage.Say("The denoiser is thinking.");
        else if (cursor < 0 || !duel.Board.Alphabet.TryRead(character, out byte letter))
            stage.Say("Pick a tile and type a letter.");
        else if (duel.TryPlace(cursor, letter))
            Moved(duel);
    }

    private void Click(DuelGame duel)
    {
        int at = Box.IndexAt(Layout.Levels, mouse);
        if (at >= 0)
            ChangeLevel((DuelLevel)at);
        else if (Layout.DailyButton.Contains(mouse))
            BeginDaily();
        else if (Layout.NewButton.Contains(mouse))
            BeginNew();
        else if (Layout.GoButton.Contains(mouse))
            GoOn(duel);
        else if (Layout.TileAt(mouse) is >= 0 and int slot && duel.Board.IsMasked(slot))
            cursor = slot;
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

    /// <summary>A duel that is under way has no way back to it, so leaving it takes the same act twice.</summary>
    private bool MayLeave(object forWhat)
    {
        if (game is not { IsOver: false } || !isUnderWay || question.IsAnswered(forWhat, now))
            return true;
        stage.Say("This duel is not over. The same again leaves it for another.");
        return false;
    }

    private void ChangeLevel(DuelLevel next)
    {
        if (next == level || !MayLeave(next))
            return;
        level = next;
        stage.Memory.Settings = stage.Memory.Settings with { Level = (int)next };
        Begin(stage.IsSynchronous ? 7 : NewSeed(), daily: false);
    }

    private void GoOn(DuelGame duel)
    {
        if (duel.IsOver)
        {
            Begin(NewSeed(), daily: false);
        }
        else if (duel.IsRoundOver)
        {
            duel.NextRound();
            cursor = duel.Board.FirstMasked;
        }
    }

    private void MoveCursor(int by, DuelGame duel)
    {
        for (int i = 1; i <= duel.Board.Slots; i++)
        {
            int slot = (Math.Max(cursor, 0) + by * i + duel.Board.Slots * 2) % duel.Board.Slots;
            if (!duel.Board.IsMasked(slot))
                continue;
            cursor = slot;
            return;
        }
    }
}
