using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Race;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Race;

/// <summary>Contenders side by side under the same constraints and seed.</summary>
internal sealed class RaceScene(Stage stage) : IScene
{
    private static readonly Control<RaceScene>[] Table =
    [
        .. Enumerable.Range(0, RaceGame.MostLanes).SelectMany(Steppers),
        new("Race", Look.Primary)
        {
            Place = scene => scene.Layout.Buttons[0],
            Label = scene => scene.Game!.HasRun ? "Race again" : "Race",
            Hint = _ => "Everyone finishes this row, from the same seed.",
            Act = scene => scene.Start(),
        },
        new("Force an ending", Look.Button)
        {
            Place = scene => scene.Layout.Buttons[1], Hint = _ => "Ask for a common ending, another each time.", Act = scene => scene.Game!.ForceEnding(),
        },
        new("Clear", Look.Button) { Place = scene => scene.Layout.Buttons[2], Hint = _ => "Take all letters back.", Act = scene => scene.Game!.Clear() },
    ];

    private readonly RaceView _view = new();
    private Controls<RaceScene> _controls = null!;
    private RaceLayout _layout = null!;
    private Task<RaceField?>? _loading;
    private IDenoiser? _raced;
    private string _taken = "";

    public int TileText => Layout.TileText;

    /// <summary>Null until names and denoisers are loaded, and if nobody can judge.</summary>
    public RaceGame? Game { get; private set; }

    public RaceLayout Layout => _layout?.Shell == stage.Layout && _layout.Row.Length == Slots && _layout.Tiles[0].Length == Columns
        ? _layout : _layout = new RaceLayout(stage.Layout, Slots, Columns);

    public string Status => Game is not { } game ? "ready=no"
        : $"ready=yes races={game.Races} running={game.IsRunning(stage.Now)} wanted={Pattern.Of(game.Wanted)} "
            + $"names={string.Join(',', game.Lanes.Select(lane => lane.Run?.Name ?? "-"))} seed={game.Seed}";

    private int Slots => Game?.Slots ?? stage.Denoiser.Slots;

    private int Columns => Game?.Columns ?? stage.Denoiser.Slots;

    public void Init(Canvas canvas) => (_view.Canvas, _controls) = (canvas, new Controls<RaceScene>(this, Table));

    public void Enter()
    {
        if (_raced != stage.Denoiser)
        {
            (_raced, Game) = (stage.Denoiser, null);
            IDenoiser own = stage.Denoiser;
            Func<IDenoiser, IReadOnlyList<IDenoiser>> rivals = stage.Rivals;
            _loading = stage.IsSynchronous ? Task.FromResult(RaceField.Load(own, rivals(own))) : Task.Run(() => RaceField.Load(own, rivals(own)));
            _taken = Pattern.Of(stage.Board);
        }
        else if (Game is { } game && Pattern.Of(stage.Board) is var pattern && pattern != _taken)
        {
            _taken = pattern;
            game.TakeConstraints(stage.Board);
        }
    }

    public bool NeedsFrame(double now) => _loading is not null || Game is { } game && game.IsRunning(now) || _view.Now < _view.RestAt && now >= _view.RestAt;

    public void Update(Input input, double now)
    {
        if (_loading is { IsCompleted: true })
        {
            // Rethrows an exception of the worker.
            RaceField? field = _loading.GetAwaiter().GetResult();
            (Game, _view.HasNoJudge, _loading) = (field is null ? null : new RaceGame(field, stage.Board), field is null, null);
        }
        (_view.Game, _view.Layout, _view.Theme, _view.Now, _view.Mouse) = (Game, Layout, stage.Theme, now, input.Mouse);
        if (Game is not { } game)
            return;
        foreach (char character in input.Characters)
        {
            // With a modifier, a key is a command, not a letter.
            if (character != ' ' && !input.Control && !input.Alt)
                game.Type(character);
        }
        foreach (KeyPress press in input.Keys)
            Press(game, press.Key, input.Shift);
        _controls.Update(input, Layout.Shell.Unit);
        if (input.LeftPressed && Layout.SlotAt(input.Mouse) is >= 0 and int clicked)
            game.MoveTo(clicked);
        if (input.RightPressed && Layout.SlotAt(input.Mouse) is >= 0 and int slot)
            game.Lift(slot);
        if (game.IsRunning(now))
            _view.RestAt = now + Ease.Scene;
        (_view.ControlHint, _view.IsRowFocused) = (_controls.Hint, !_controls.IsFocused);
    }

    public void Draw()
    {
        _view.Draw();
        if (Game is not null)
            _controls.Draw(_view.Canvas, stage.Theme);
    }

    public void Unload()
    {
    }

    /// <summary>The steppers of a lane: its denoiser, and its reveal order.</summary>
    private static Control<RaceScene>[] Steppers(int lane) =>
    [
        new("", Look.Stepper)
        {
            Place = scene => scene.Layout.Steppers[2 * lane],
            Value = scene => scene.Game!.TitleOf(scene.Game.Lanes[lane]),
            Hint = _ => "Who runs in this lane.",
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

    private void Start() => Game!.Start(_view.Now, stage.ReducedMotion);

    private void Press(RaceGame game, KeyboardKey key, bool shift)
    {
        switch (key)
        {
            case KeyboardKey.Tab:
                _controls.Tab(shift);
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                int by = key == KeyboardKey.Left ? -1 : 1;
                if (!_controls.Turn(by))
                    game.MoveTo(game.Cursor + by);
                break;
            case KeyboardKey.Backspace:
                game.Erase();
                break;
            case KeyboardKey.Delete:
                game.Lift(game.Cursor);
                break;
            case KeyboardKey.Space or KeyboardKey.Enter or KeyboardKey.KpEnter:
                if (!_controls.Act())
                    Start();
                break;
        }
    }
}
