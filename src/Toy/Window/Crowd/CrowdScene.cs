using System.Numerics;
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

/// <summary>Which names stand out; the others fade.</summary>
internal enum CrowdFilter
{
    All,
    Real,
    New,
    Unique,
}

/// <summary>64 names that denoise at once under the constraints of the Play scene.</summary>
internal sealed class CrowdScene(Stage stage) : IScene
{
    private Canvas canvas = null!;
    private CrowdLayout layout = null!;
    private CrowdWorker? worker;
    private CrowdGame? here;
    private Lazy<NameSet?>? names;
    private Board start;
    private IDenoiser? denoiser;
    private CrowdFilter filter;
    private Vector2 mouse;
    private KernelChoice played;
    private int picked = -1;
    private double movedAt = double.MinValue, now;

    public int TileText => (int)stage.Layout.Pixels(56);

    public CrowdLayout Layout => layout?.Shell == stage.Layout && layout.Slots == stage.Board.Slots ? layout : layout = new CrowdLayout(stage.Layout, stage.Board.Slots);

    public string Status => $"finished={Shown?.Finished ?? 0} names={Shown?.Names ?? 0} filter={filter} kernels={stage.Kernels} picked={picked}";

    private CrowdSnapshot? Shown => here?.State ?? worker?.Shown;

    public void Init(Canvas canvas) => this.canvas = canvas;

    public void Enter()
    {
        picked = -1;
        if (denoiser != stage.Denoiser || played != stage.Kernels || !SameCrowd(stage.Board, start))
            Begin();
        worker?.Resume();
    }

    public void Leave() => worker?.Pause();

    public bool NeedsFrame(double now) => worker is { IsFresh: true } || stage.IsSynchronous || !stage.ReducedMotion && now < movedAt + Ease.Scene;

    public void Update(Input input, double now)
    {
        this.now = now;
        mouse = input.Mouse;
        if (input.MouseMoved)
            picked = Layout.RowAt(mouse);
        if (stage.IsAlone)
            worker?.Pause();
        else
            worker?.Resume();
        if (stage.IsSynchronous ? here!.TryAdvance(now) : worker!.Poll())
            movedAt = now;
        canvas.FogTime += stage.ReducedMotion ? 0 : stage.Elapsed;
        foreach (KeyPress press in input.Keys)
        {
            if (input.Find(SceneKind.Crowd, press) == Intent.Kernels)
                ChangeKernels(1);
            else
                Press(press.Key);
        }
        if (!input.LeftPressed)
            return;
        if (Layout.FilterAt(mouse) is >= 0 and int chip)
            filter = (CrowdFilter)chip;
        else if (Stepper.ArrowAt(Layout.Kernels, Layout.Shell.Unit, mouse) is not 0 and int by)
            ChangeKernels(by);
        else if (Layout.RowAt(mouse) is >= 0 and int row)
            TakeHome(row);
    }

    public void Draw()
    {
        Theme theme = stage.Theme;
        for (int i = 0; i < Layout.Filters.Length; i++)
            Chip.Draw(canvas, theme, Layout.Filters[i], FilterName(i), new WidgetState(Layout.Filters[i].Contains(mouse), false), on: i == (int)filter);
        Stepper.Draw(canvas, theme, Layout.Kernels, "", KernelChoices.NameOf(stage.Kernels), Stepper.ArrowAt(Layout.Kernels, Layout.Shell.Unit, mouse), false);
        if (Shown is not { Version: > 0 } shown)
            return;
        DrawCounters(shown);
        float fresh = stage.ReducedMotion ? 0 : 1 - Ease.OutCubic((float)((now - movedAt) / Ease.Scene));
        for (int i = 0; i < Layout.Rows.Length; i++)
            DrawRow(shown, i, fresh);
        string hint = Layout.Kernels.Contains(mouse) ? KernelsHint
            : stage.IsAlone ? "The crowd rests. Move, and it goes on."
            : picked >= 0 ? "Click to take this name home."
            : "The same rules as in Play, 64 times. Click a name to take it home.";
        canvas.TextCentered(TextStyle.Hint, hint, Layout.Hint, theme.Quiet);
    }

    public void Unload() => worker?.Dispose();

    private static readonly string KernelsHint = $"Who computes: feel what fixed shapes buy ({Shortcuts.KeysOf(Intent.Kernels, SceneKind.Crowd)}).";

    private static string FilterName(int filter) => ((CrowdFilter)filter) switch
    {
        CrowdFilter.All => "all",
        CrowdFilter.Real => "real",
        CrowdFilter.New => "new",
        _ => "unique",
    };

    /// <summary>The same crowd can go on: the constraints and the way to sample are what they were.</summary>
    private static bool SameCrowd(in Board a, in Board b) =>
        a.Seed == b.Seed && a.Settings == b.Settings && Pattern.Of(a) == Pattern.Of(b);

    private void Begin()
    {
        IDenoiser own = stage.Denoiser;
        if (denoiser != own)
            names = new Lazy<NameSet?>(() => TrainingNames.Of(own));
        (denoiser, start, played) = (own, stage.Board, stage.Kernels);
        IDenoiser contender;
        try
        {
            contender = CrowdContender.Create(stage.Kernels, denoiser, stage.Weights);
        }
        catch (WeightsException)
        {
            stage.Say("There is no other implementation of this denoiser.");
            played = stage.Kernels = KernelChoice.Generated;
            contender = denoiser.Fork();
        }
        if (stage.IsSynchronous)
        {
            here = new CrowdGame(contender, start, names!.Value);
            return;
        }
        (Board begin, Lazy<NameSet?> known) = (start, names!);
        worker ??= new CrowdWorker();
        worker.Play(() => new CrowdGame(contender, begin, known.Value));
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
            case KeyboardKey.Enter or KeyboardKey.KpEnter when picked >= 0:
                TakeHome(picked);
                break;
            case KeyboardKey.Tab:
                filter = (CrowdFilter)(((int)filter + 1) % Layout.Filters.Length);
                break;
        }
    }

    private void MovePick(int by) => picked = picked < 0 ? 0 : Math.Clamp(picked + by, 0, Layout.Rows.Length - 1);

    private void TakeHome(int row)
    {
        if (Shown is { Version: > 0 } shown)
            stage.PlayWith(HowItCameAbout(shown.Boards[row]));
    }

    /// <summary>A row's whole game, so that its timeline can be walked and its code copied.</summary>
    private Session HowItCameAbout(in Board board)
    {
        var game = new Session(stage.Denoiser, CrowdGame.Start(start).WithSeed(board.Seed));
        BoardAction action = board.IsFinished ? BoardAction.Finish : BoardAction.Step;
        while (game.Board != board && game.TryApply(action, out _))
        {
        }
        // Other kernels may have rounded otherwise, and so have come to another name.
        return game.Board == board ? game : new Session(stage.Denoiser, board);
    }

    private bool StandsOut(CrowdSnapshot shown, int row) => filter switch
    {
        CrowdFilter.Real => shown.Kinds[row] is NoveltyKind.Real,
        CrowdFilter.New => shown.Kinds[row] is NoveltyKind.New,
        CrowdFilter.Unique => shown.Kinds[row] is not null && !shown.Repeats[row],
        _ => true,
    };

    private void DrawRow(CrowdSnapshot shown, int row, float fresh)
    {
        Theme theme = stage.Theme;
        if (row == picked)
            canvas.Stroke(Layout.Rows[row].Inset(-Layout.Shell.Pixels(3), -Layout.Shell.Pixels(2)), Layout.Shell.Pixels(6), Layout.Shell.Pixels(2), theme.Text);
        float alpha = StandsOut(shown, row) ? 1 : 0.22f;
        if (shown.Kinds[row] is { } kind)
        {
            Box mark = Layout.Mark(row);
            Color color = Theme.Fade(kind switch { NoveltyKind.Known => theme.Denoiser, NoveltyKind.Real => theme.Real, NoveltyKind.Unknown => theme.Quiet, _ => theme.Novel }, alpha);
            // Never hue alone: a disc, a ring, a square.
            if (kind == NoveltyKind.Known)
                canvas.MarkStroke(mark, mark.Width / 2, Layout.Shell.Pixels(2), color);
            else
                canvas.MarkFill(mark, kind == NoveltyKind.Real ? mark.Width / 2 : 1, color);
        }
        MiniRow.Draw(canvas, theme, Layout.Tiles(row), shown.Boards[row], alpha, fresh);
    }

    private void DrawCounters(CrowdSnapshot shown)
    {
        Theme theme = stage.Theme;
        Span<char> text = stackalloc char[96];
        if (shown.Names == 0)
            return;
        double names = shown.Names;
        text.TryWrite($"{shown.Names:N0} names", out int length);
        float x = canvas.Text(TextStyle.Body, text[..length], Layout.Counters.X, Layout.Counters.Center.Y, theme.Text) + Layout.Shell.Pixels(16);
        text.TryWrite($"{100 * shown.Real / names:0}% real", out length);
        x = canvas.Text(TextStyle.Body, text[..length], x, Layout.Counters.Center.Y, theme.Real) + Layout.Shell.Pixels(16);
        text.TryWrite($"{100 * shown.New / names:0}% new", out length);
        x = canvas.Text(TextStyle.Body, text[..length], x, Layout.Counters.Center.Y, theme.Novel) + Layout.Shell.Pixels(16);
        if (shown.NamesPerSecond <= 0)
            return;
        text.TryWrite($"{shown.NamesPerSecond:N0} a second", out length);
        if (x + canvas.Measure(TextStyle.Body, text[..length]) <= Layout.Counters.Right)
            canvas.Text(TextStyle.Body, text[..length], x, Layout.Counters.Center.Y, theme.Quiet);
    }
}
