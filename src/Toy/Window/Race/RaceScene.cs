using System.Numerics;
using Raylib_cs;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Race;

/// <summary>Contenders side by side under the same constraints and seed.</summary>
internal sealed class RaceScene(Stage stage, Canvas canvas) : IScene
{
    private static readonly Control<RaceScene>[] Table =
    [
        .. Enumerable.Range(0, RaceGame.MostLanes).SelectMany(Steppers),
        new("Race", Look.Primary)
        {
            Place = scene => scene.Layout.Buttons[0],
            Label = scene => scene.Game!.HasRun ? "Race again" : "Race",
            Hint = _ => "Everyone finishes this row, from the same seed (Space).",
            Act = scene => scene.Start(),
        },
        new("Force an ending", Look.Button)
        {
            Place = scene => scene.Layout.Buttons[1], Hint = _ => "A common ending, of names of any length; another each time.", Act = scene => scene.Game!.ForceEnding(),
        },
        new("Clear", Look.Button) { Place = scene => scene.Layout.Buttons[2], Hint = _ => "Take all letters back.", Act = scene => scene.Game!.Clear() },
        .. SamplerKnobs.Steppers<RaceScene>(scene => scene._knobs, scene => scene.Layout.Knobs, scene => scene.TakeSettings()),
    ];

    private readonly SamplerKnobs _knobs = new(stage);
    private Task<RaceField?>? _loading;
    private IDenoiser? _raced;
    private string _taken = "";
    private bool _hasNoJudge;
    private double _now;
    private Vector2 _mouse;

    /// <summary>The time of one more frame, when the last tile is at rest.</summary>
    private double _restAt;

    private Controls<RaceScene> Controls => field ??= new(this, Table);

    public Box HintPlace => Layout.Hint;

    public int TileText => Layout.TileText;

    /// <summary>Null until names and denoisers are loaded, and if nobody can judge.</summary>
    public RaceGame? Game { get; private set; }

    public RaceLayout Layout => field?.Shell == stage.Layout && field.Row.Length == Slots && field.Tiles[0].Length == Columns
        ? field : field = new RaceLayout(stage.Layout, Slots, Columns);

    public string Status => Game is not { } game ? "ready=no"
        : $"ready=yes races={game.Races} running={game.IsRunning(stage.Now)} wanted={GapPattern.Of(game.Wanted)} "
            + $"names={string.Join(',', game.Lanes.Select(lane => lane.Run?.Name ?? "-"))} seed={game.Seed}";

    private int Slots => Game?.Slots ?? stage.Denoiser.Slots;

    private int Columns => Game?.Columns ?? stage.Denoiser.Slots;

    public void Enter()
    {
        if (_raced != stage.Denoiser)
        {
            (_raced, Game) = (stage.Denoiser, null);
            IDenoiser own = stage.Denoiser;
            Func<IDenoiser, IReadOnlyList<IDenoiser>> rivals = stage.Rivals;
            _loading = stage.IsSynchronous ? Task.FromResult(RaceField.Load(own, rivals(own))) : Task.Run(() => RaceField.Load(own, rivals(own)));
            _taken = GapPattern.Of(stage.Board);
        }
        TakeSettings();
        if (Game is { } game && GapPattern.Of(stage.Board) is var pattern && pattern != _taken)
        {
            _taken = pattern;
            game.TakeConstraints(stage.Board);
        }
    }

    public bool NeedsFrame(double now) => _loading is not null || Game is { } game && game.IsRunning(now) || _now < _restAt && now >= _restAt;

    public void Update(Input input, double now)
    {
        if (_loading is { IsCompleted: true })
        {
            // Rethrows an exception of the worker.
            RaceField? field = _loading.GetAwaiter().GetResult();
            (Game, _hasNoJudge, _loading) = (field is null ? null : new RaceGame(field, stage.Board), field is null, null);
        }
        (_now, _mouse) = (now, input.Mouse);
        if (Game is not { } game)
            return;
        foreach (char character in input.Characters)
        {
            // With a modifier, a key is a command, not a letter.
            if (character == ' ' || input.Control || input.Alt)
                continue;
            if (_knobs.Type(character))
                TakeSettings();
            else if (character is >= '1' and < (char)('1' + RaceGame.MostLanes) && CanTakeHome(game, character - '1'))
                TakeHome(game, character - '1');
            else
                game.Type(character);
        }
        foreach (KeyPress press in input.Keys)
            Press(game, press.Key, input.Shift);
        Controls.Update(input, Layout.Shell.Unit);
        if (input.LeftPressed && Layout.SlotAt(input.Mouse) is >= 0 and int clicked)
            game.MoveTo(clicked);
        if (input.RightPressed && Layout.SlotAt(input.Mouse) is >= 0 and int slot)
            game.Lift(slot);
        for (int lane = 0; lane < RaceGame.MostLanes; lane++)
        {
            if (input.LeftPressed && Layout.TilesOf(lane).Contains(input.Mouse) && CanTakeHome(game, lane))
                TakeHome(game, lane);
        }
        if (game.IsRunning(now))
            _restAt = now + Ease.Scene;
    }

    public void Draw()
    {
        if (Game is not { } game)
        {
            string why = _hasNoJudge ? "The words that your denoiser learned are not here: nobody can judge." : "The contenders are warming up…";
            canvas.TextCentered(TextStyle.Body, why, Layout.Cards[1], stage.Theme.Quiet);
            return;
        }
        new RacePicture(canvas, stage.Theme, Layout, game, _now) { Mouse = _mouse, IsRowFocused = !Controls.IsFocused, IsHintTaken = stage.IsHintTaken, ControlHint = Controls.Hint }.Draw();
        Controls.Draw(canvas, stage.Theme);
    }

    /// <summary>The steppers of a lane: its denoiser, and its reveal order.</summary>
    private static Control<RaceScene>[] Steppers(int lane) =>
    [
        new("", Look.Stepper)
        {
            Place = scene => scene.Layout.Steppers[2 * lane],
            Value = scene => scene.Game!.TitleOf(scene.Game.Lanes[lane]),
            Hint = scene => scene.Game!.Lanes[lane] is { IsEmpty: false } runner ? DenoiserCatalog.SummaryOf(scene.Game.Rivals[runner.Rival].Architecture) : "Nobody runs in this lane",
            Turn = (scene, by) => scene.Game!.ChangeRival(lane, by),
        },
        new("", Look.Stepper)
        {
            Place = scene => scene.Layout.Steppers[2 * lane + 1],
            IsShown = scene => !scene.Game!.Lanes[lane].IsEmpty,
            Value = scene => scene.Game!.OrderOf(scene.Game.Lanes[lane]).Name,
            Hint = scene => scene.Game!.OrderOf(scene.Game.Lanes[lane]).Summary,
            Turn = (scene, by) => scene.Game!.ChangeOrder(lane, by),
        },
    ];

    private bool CanTakeHome(RaceGame game, int lane) => game.Lanes[lane].Run is not null && !game.IsRunning(_now);

    /// <summary>Shows a lane's game in Play, with its timeline and its code.</summary>
    private void TakeHome(RaceGame game, int lane)
    {
        RaceRun run = game.Lanes[lane].Run!;
        IDenoiser rival = game.Rivals[game.Lanes[lane].Rival];
        if (stage.Denoisers.With(rival.Fingerprint) is not { } denoiser)
            stage.Denoisers.Adopt(denoiser = rival.Fork(), null, rival.Architecture);
        var session = new Session(denoiser, game.Lanes[lane].Start);
        while (session.Board != run.Boards[^1] && session.TryApply(BoardAction.Step, out _))
        {
        }
        stage.PlayWith(session);
    }

    private void TakeSettings() => Game?.TakeSettings(stage.Board.Settings);

    private void Start() => Game!.Start(_now, stage.ReducedMotion);

    private void Press(RaceGame game, KeyboardKey key, bool shift)
    {
        switch (key)
        {
            case KeyboardKey.Tab:
                Controls.Tab(shift);
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                int by = key == KeyboardKey.Left ? -1 : 1;
                if (!Controls.Turn(by))
                    game.MoveTo(game.Cursor + by);
                break;
            case KeyboardKey.Backspace:
                game.Erase();
                break;
            case KeyboardKey.Delete:
                game.Lift(game.Cursor);
                break;
            case KeyboardKey.Space or KeyboardKey.Enter or KeyboardKey.KpEnter:
                if (!Controls.Act())
                    Start();
                break;
        }
    }
}
