using Raylib_cs;
using Unmask.Model.Diffusion;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Crowd;

/// <summary>The names that are highlighted; the others are faint.</summary>
internal enum CrowdFilter
{
    All,
    Known,
    Real,
    New,
    Unique,
}

/// <summary>64 names that are denoised at once, under the constraints of the Play scene.</summary>
internal sealed class CrowdScene(Stage stage, Canvas canvas) : IScene
{
    private static readonly Control<CrowdScene>[] Table =
    [
        .. Enum.GetValues<CrowdFilter>().Select(filter => new Control<CrowdScene>(filter.ToString().ToLowerInvariant(), Look.Chip)
        {
            Place = scene => scene.Layout.Filters[(int)filter], IsOn = scene => scene._filter == filter, Act = scene => scene._filter = filter,
        }),
        new("", Look.Stepper)
        {
            Place = scene => scene.Layout.Kernels,
            Value = scene => KernelChoices.NameOf(scene._played),
            Hint = _ => "The kernels that compute the names.",
            Intent = Intent.Kernels,
            Turn = (scene, by) => scene.ChangeKernels(by),
        },
        .. SamplerKnobs.Steppers<CrowdScene>(scene => scene._knobs, scene => scene.Layout.Knobs, scene => scene.Begin()),
    ];

    /// <summary>How long a finished wave stays after the mouse or a key went to a name, in seconds.</summary>
    private const double ChoosingTime = 10;

    private readonly CrowdWorker _worker = new(stage.IsSynchronous);
    private readonly SamplerKnobs _knobs = new(stage);
    private Lazy<NameSet?>? _names;
    private Board _start;
    private IDenoiser? _denoiser;
    private CrowdFilter _filter;
    private KernelChoice _played;
    private int _picked = -1;
    private double _movedAt = double.MinValue, _pickedAt = double.MinValue, _now;

    public Box HintPlace => Layout.Hint;

    public int TileText => (int)stage.Layout.Pixels(56);

    public CrowdLayout Layout => field?.Shell == stage.Layout && field.Slots == stage.Board.Slots ? field : field = new CrowdLayout(stage.Layout, stage.Board.Slots);

    public string Status => $"finished={Shown.Finished} names={Shown.Names} filter={_filter} kernels={stage.Kernels} picked={_picked} temperature={_start.Settings.Temperature:0.00}";

    private CrowdSnapshot Shown => _worker.Shown;

    private Controls<CrowdScene> Controls => field ??= new(this, Table);

    public void Enter()
    {
        _picked = -1;
        if (_denoiser != stage.Denoiser || _played != stage.Kernels || !SameCrowd(stage.Board, _start))
            Begin();
        _worker.Resume();
    }

    public void Leave() => _worker.Pause();

    public bool NeedsFrame(double now) => _worker.IsFresh || stage.IsSynchronous || !stage.ReducedMotion && now < _movedAt + Ease.Scene || _worker.Stays && now >= _pickedAt + ChoosingTime;

    public void Update(Input input, double now)
    {
        _now = now;
        if (input.MouseMoved)
            Pick(Layout.RowAt(input.Mouse));
        if (stage.IsAlone)
            _worker.Pause();
        else
            _worker.Resume();
        if (_worker.Poll(now))
            _movedAt = now;
        canvas.FogTime += stage.ReducedMotion ? 0 : stage.Elapsed;
        foreach (KeyPress press in input.Keys)
        {
            if (!Controls.Press(input.Find(SceneKind.Crowd, press)))
                Press(press.Key);
        }
        foreach (char character in input.Characters)
        {
            if (_knobs.Type(character) && !SameCrowd(stage.Board, _start))
                Begin();
        }
        Controls.Update(input, Layout.Shell.Unit);
        if (input.LeftPressed && Layout.RowAt(input.Mouse) is >= 0 and int row)
            TakeHome(row);
        // A finished wave stays while the player chooses: nobody takes a name that is another one a moment later.
        _worker.Stays = _picked >= 0 && now < _pickedAt + ChoosingTime;
    }

    public void Draw()
    {
        Theme theme = stage.Theme;
        Controls.Draw(canvas, theme);
        if (Shown is { Version: > 0 } shown)
        {
            DrawCounters(shown);
            float fresh = stage.ReducedMotion ? 0 : 1 - Ease.OutCubic((float)((_now - _movedAt) / Ease.Scene));
            for (int i = 0; i < Layout.Rows.Length; i++)
                DrawRow(shown, i, fresh);
        }
        string hint = Controls.Hint
            ?? (Shown.Version == 0 ? "The crowd gathers…"
            : stage.IsAlone ? "The crowd rests. Move the mouse, and it goes on."
            : _picked >= 0 ? "Click to take this name home."
            : CrowdGame.LeavesNothing(_start) ? "Your row in Play is a whole name, so this crowd goes without it."
            : "The same rules as in Play, 64 times. Click a name to take it home.");
        if (!stage.IsHintTaken)
            canvas.TextCentered(TextStyle.Hint, hint, Layout.Hint, theme.Quiet);
    }

    public void Unload() => _worker.Dispose();

    /// <summary>Whether the crowd can continue: seed, sampler and constraints have not changed.</summary>
    private static bool SameCrowd(in Board a, in Board b) =>
        a.Seed == b.Seed && a.Settings == b.Settings && GapPattern.Of(a) == GapPattern.Of(b);

    private void Begin()
    {
        IDenoiser own = stage.Denoiser;
        if (_denoiser != own)
            _names = new Lazy<NameSet?>(() => TrainingNames.Of(own));
        (_denoiser, _start, _played) = (own, stage.Board, stage.Kernels);
        IDenoiser contender;
        try
        {
            contender = CrowdContender.Create(stage.Kernels, _denoiser, stage.Weights);
        }
        catch (WeightsException)
        {
            stage.Say("There is no other implementation of this denoiser.");
            _played = stage.Kernels = KernelChoice.Generated;
            contender = _denoiser.Fork();
        }
        (Board begin, Lazy<NameSet?> known) = (_start, _names!);
        _worker.Play(() => new CrowdGame(contender, begin, known.Value));
    }

    private void ChangeKernels(int by)
    {
        stage.Kernels = (KernelChoice)(((int)stage.Kernels + by + KernelChoices.Count) % KernelChoices.Count);
        Begin();
    }

    private void Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Up or KeyboardKey.Down:
                MovePick(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                MovePick(key == KeyboardKey.Right ? Layout.Lines : -Layout.Lines);
                break;
            case KeyboardKey.Enter or KeyboardKey.KpEnter when _picked >= 0:
                TakeHome(_picked);
                break;
            case KeyboardKey.Tab:
                _filter = (CrowdFilter)(((int)_filter + 1) % Layout.Filters.Length);
                break;
        }
    }

    private void MovePick(int by) => Pick(_picked < 0 ? 0 : Math.Clamp(_picked + by, 0, Layout.Rows.Length - 1));

    private void Pick(int row) => (_picked, _pickedAt) = (row, _now);

    private void TakeHome(int row)
    {
        if (Shown is { Version: > 0 } shown)
            stage.PlayWith(HowItCameAbout(shown.Boards[row]));
    }

    /// <summary>A row's whole game, so that the player gets its timeline and its code.</summary>
    private Session HowItCameAbout(in Board board)
    {
        var game = new Session(stage.Denoiser, CrowdGame.Start(_start).WithSeed(board.Seed));
        BoardAction action = board.IsFinished ? BoardAction.Finish : BoardAction.Step;
        while (game.Board != board && game.TryApply(action, out _))
        {
        }
        // Other kernels round differently, and so may produce another name.
        return game.Board == board ? game : new Session(stage.Denoiser, board);
    }

    private bool StandsOut(CrowdSnapshot shown, int row) => _filter switch
    {
        CrowdFilter.Known => shown.Kinds[row] is NoveltyKind.Known,
        CrowdFilter.Real => shown.Kinds[row] is NoveltyKind.Real,
        CrowdFilter.New => shown.Kinds[row] is NoveltyKind.New,
        CrowdFilter.Unique => shown.Kinds[row] is not null && !shown.Repeats[row],
        _ => true,
    };

    private void DrawRow(CrowdSnapshot shown, int row, float fresh)
    {
        Theme theme = stage.Theme;
        if (row == _picked)
            canvas.Stroke(Layout.Rows[row].Inset(-Layout.Shell.Pixels(3), -Layout.Shell.Pixels(2)), Layout.Shell.Pixels(6), Layout.Shell.Pixels(2), theme.Text);
        float alpha = StandsOut(shown, row) ? 1 : 0.22f;
        if (shown.Kinds[row] is { } kind)
            NoveltyMark.Draw(canvas, theme, Layout.Mark(row), kind, alpha);
        MiniRow.Draw(canvas, theme, Layout.Tiles(row), shown.Boards[row], alpha, fresh);
    }

    private void DrawCounters(CrowdSnapshot shown)
    {
        Theme theme = stage.Theme;
        Span<char> text = stackalloc char[96];
        if (shown.Names == 0)
            return;
        double names = shown.Names;
        float x = canvas.Text(TextStyle.Body, text.Write($"{shown.Names:N0} names"), Layout.Counters.X, Layout.Counters.Center.Y, theme.Text) + Layout.Shell.Pixels(16);
        x = canvas.Text(TextStyle.Body, text.Write($"{100 * shown.Known / names:0}% known"), x, Layout.Counters.Center.Y, theme.Denoiser) + Layout.Shell.Pixels(16);
        x = canvas.Text(TextStyle.Body, text.Write($"{100 * shown.Real / names:0}% real"), x, Layout.Counters.Center.Y, theme.Real) + Layout.Shell.Pixels(16);
        x = canvas.Text(TextStyle.Body, text.Write($"{100 * shown.New / names:0}% new"), x, Layout.Counters.Center.Y, theme.Novel) + Layout.Shell.Pixels(16);
        if (shown.NamesPerSecond <= 0)
            return;
        ReadOnlySpan<char> speed = text.Write($"{shown.NamesPerSecond:N0} a second");
        if (x + canvas.Measure(TextStyle.Body, speed) <= Layout.Counters.Right)
            canvas.Text(TextStyle.Body, speed, x, Layout.Counters.Center.Y, theme.Quiet);
    }
}
