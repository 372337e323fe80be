using System.Numerics;
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
    private readonly RaceView _view = new();
    private RaceLayout _layout = null!;
    private Task<RaceField?>? _loading;
    private IDenoiser? _raced;
    private string _taken = "";

    public int TileText => Layout.TileText;

    /// <summary>Null until names and denoisers are there.</summary>
    public RaceGame? Game { get; private set; }

    public RaceLayout Layout => _layout?.Shell == stage.Layout && _layout.Row.Length == Slots && _layout.Tiles[0].Length == Columns
        ? _layout : _layout = new RaceLayout(stage.Layout, Slots, Columns);

    public string Status => Game is not { } game ? "ready=no"
        : $"ready=yes races={game.Races} running={game.IsRunning(stage.Now)} wanted={Pattern.Of(game.Wanted)} "
            + $"names={string.Join(',', game.Lanes.Select(lane => lane.Run?.Name ?? "-"))} seed={game.Seed}";

    private int Slots => Game?.Slots ?? stage.Denoiser.Slots;

    private int Columns => Game?.Columns ?? stage.Denoiser.Slots;

    public void Init(Canvas canvas) => _view.Canvas = canvas;

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
            // A worker's failure is the program's.
            RaceField? field = _loading.GetAwaiter().GetResult();
            (Game, _view.HasNoJudge, _loading) = (field is null ? null : new RaceGame(field, stage.Board), field is null, null);
        }
        (_view.Game, _view.Layout, _view.Theme, _view.Now, _view.Mouse) = (Game, Layout, stage.Theme, now, input.Mouse);
        if (Game is not { } game)
            return;
        foreach (char character in input.Characters)
        {
            // With a modifier it is a command, not a letter.
            if (character != ' ' && !input.Control && !input.Alt)
                game.Type(character);
        }
        foreach (KeyPress press in input.Keys)
            Press(game, press.Key, input.Shift, now);
        if (input.LeftPressed)
            Click(game, input.Mouse, now);
        if (input.RightPressed && Layout.SlotAt(input.Mouse) is >= 0 and int slot)
            game.Lift(slot);
        if (game.IsRunning(now))
            _view.RestAt = now + Ease.Scene;
    }

    public void Draw() => _view.Draw();

    public void Unload()
    {
    }

    private void Press(RaceGame game, KeyboardKey key, bool shift, double now)
    {
        switch (key)
        {
            case KeyboardKey.Tab:
                _view.Focus = (_view.Focus + (shift ? RaceView.Stops - 1 : 1)) % RaceView.Stops;
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                int by = key == KeyboardKey.Left ? -1 : 1;
                if (_view.FocusedStepper is >= 0 and int stepper)
                    Change(game, stepper, by);
                else
                    game.MoveTo(game.Cursor + by);
                break;
            case KeyboardKey.Backspace:
                game.Erase();
                break;
            case KeyboardKey.Delete:
                game.Lift(game.Cursor);
                break;
            case KeyboardKey.Space or KeyboardKey.Enter or KeyboardKey.KpEnter:
                Do(game, _view.FocusedButton is >= 0 and int button ? (RaceButton)button : RaceButton.Race, now);
                break;
        }
    }

    private void Click(RaceGame game, Vector2 at, double now)
    {
        _view.Focus = 0;
        if (Layout.SlotAt(at) is >= 0 and int slot)
            game.MoveTo(slot);
        else if (Layout.ButtonAt(at) is >= 0 and int button)
            Do(game, (RaceButton)button, now);
        else if (Layout.StepperAt(at) is >= 0 and int stepper && Stepper.ArrowAt(Layout.Steppers[stepper], Layout.Shell.Unit, at) is not 0 and int by)
            Change(game, stepper, by);
    }

    private void Do(RaceGame game, RaceButton button, double now)
    {
        switch (button)
        {
            case RaceButton.Race:
                game.Start(now, stage.ReducedMotion);
                break;
            case RaceButton.Ending:
                game.ForceEnding();
                break;
            default:
                game.Clear();
                break;
        }
    }

    private static void Change(RaceGame game, int stepper, int by)
    {
        if (stepper % 2 == 0)
            game.ChangeRival(stepper / 2, by);
        else
            game.ChangeOrder(stepper / 2, by);
    }
}
