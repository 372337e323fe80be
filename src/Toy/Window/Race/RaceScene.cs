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
    private readonly RaceView view = new();
    private RaceLayout layout = null!;
    private Task<RaceField?>? loading;
    private IDenoiser? raced;
    private string taken = "";

    public int TileText => Layout.TileText;

    /// <summary>Null until names and denoisers are there.</summary>
    public RaceGame? Game { get; private set; }

    public RaceLayout Layout => layout?.Shell == stage.Layout && layout.Row.Length == Slots && layout.Tiles[0].Length == Columns
        ? layout : layout = new RaceLayout(stage.Layout, Slots, Columns);

    public string Status => Game is not { } game ? "ready=no"
        : $"ready=yes races={game.Races} running={game.IsRunning(stage.Now)} wanted={Pattern.Of(game.Wanted)} "
            + $"names={string.Join(',', game.Lanes.Select(lane => lane.Run?.Name ?? "-"))} seed={game.Seed}";

    private int Slots => Game?.Slots ?? stage.Denoiser.Slots;

    private int Columns => Game?.Columns ?? stage.Denoiser.Slots;

    public void Init(Canvas canvas) => view.Canvas = canvas;

    public void Enter()
    {
        if (raced != stage.Denoiser)
        {
            (raced, Game) = (stage.Denoiser, null);
            IDenoiser own = stage.Denoiser;
            Func<IDenoiser, IReadOnlyList<IDenoiser>> rivals = stage.Rivals;
            loading = stage.IsSynchronous ? Task.FromResult(RaceField.Load(own, rivals(own))) : Task.Run(() => RaceField.Load(own, rivals(own)));
            taken = Pattern.Of(stage.Board);
        }
        else if (Game is { } game && Pattern.Of(stage.Board) is var pattern && pattern != taken)
        {
            taken = pattern;
            game.TakeConstraints(stage.Board);
        }
    }

    public bool NeedsFrame(double now) => loading is not null || Game is { } game && game.IsRunning(now) || view.Now < view.RestAt && now >= view.RestAt;

    public void Update(Input input, double now)
    {
        if (loading is { IsCompleted: true })
        {
            // A worker's failure is the program's.
            RaceField? field = loading.GetAwaiter().GetResult();
            (Game, view.HasNoJudge, loading) = (field is null ? null : new RaceGame(field, stage.Board), field is null, null);
        }
        (view.Game, view.Layout, view.Theme, view.Now, view.Mouse) = (Game, Layout, stage.Theme, now, input.Mouse);
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
            view.RestAt = now + Ease.Scene;
    }

    public void Draw() => view.Draw();

    public void Unload()
    {
    }

    private void Press(RaceGame game, KeyboardKey key, bool shift, double now)
    {
        switch (key)
        {
            case KeyboardKey.Tab:
                view.Focus = (view.Focus + (shift ? RaceView.Stops - 1 : 1)) % RaceView.Stops;
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                int by = key == KeyboardKey.Left ? -1 : 1;
                if (view.FocusedStepper is >= 0 and int stepper)
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
                Do(game, view.FocusedButton is >= 0 and int button ? (RaceButton)button : RaceButton.Race, now);
                break;
        }
    }

    private void Click(RaceGame game, Vector2 at, double now)
    {
        view.Focus = 0;
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
