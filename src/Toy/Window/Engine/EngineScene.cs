using System.Numerics;
using System.Runtime.Intrinsics;
using Raylib_cs;
using Unmask.Model.Kernels;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>
/// Shows what fixed shapes gain: plain loops and generated code race on the same names; live measurements of denoisers and kernels in four
/// implementations; and the generated code beside the plain loops.
/// </summary>
internal sealed class EngineScene(Stage stage, Canvas canvas) : IScene
{
    /// <summary>The first kernel on the screen: the largest of the default denoiser.</summary>
    private const string FirstKernel = "NamesPerceptron.Project";

    private static readonly Control<EngineScene>[] Table =
    [
        new("1 row", Look.Chip) { Place = scene => scene.Layout.RowChips[0], IsOn = scene => !scene.View.ManyRows, Hint = _ => "One name at a time, everywhere", Act = scene => scene.Switch(false) },
        new("64 rows", Look.Chip) { Place = scene => scene.Layout.RowChips[1], IsOn = scene => scene.View.ManyRows, Hint = _ => "64 names at once, everywhere", Act = scene => scene.Switch(true) },
        new("kernel", Look.Stepper) { Place = scene => scene.Layout.Kernel, Value = scene => scene.View.Kernel, Turn = (scene, by) => scene.Choose(scene._kernel + by) },
    ];

    private readonly EngineMeter _meter = new();
    private readonly Worker _measuring = new("measuring");
    private IReadOnlyList<KernelInfo> _kernels = [];
    private int _kernel;
    private Vector2 _mouse;

    public EngineLayout Layout => field?.Shell == stage.Layout ? field : field = new EngineLayout(stage.Layout);

    private EngineView View => field ??= new(canvas, stage, this) { Figures = _meter.Figures };

    private Controls<EngineScene> Controls => field ??= new(this, Table);

    public Box HintPlace => Layout.Hint;

    public int TileText => (int)stage.Layout.Pixels(56);

    /// <summary>The figures on the screen.</summary>
    public EngineFigures Figures { get => View.Figures; set => View.Figures = value; }

    /// <summary>The race on the screen.</summary>
    public NameRaceState Race { get => View.Race; set => View.Race = value; }

    public string Status => _kernels.Count == 0 ? ""
        : $"rounds={Figures.Rounds} measured={Figures.Measured} kernel={_kernels[_kernel].Name} kerneltimes={Figures.Kernel?.Times is not null} "
            + $"line={View.Code.Scroll} column={View.Code.Column} rows={(View.ManyRows ? 64 : 1)} plain={Race.Plain.Names} generated={Race.Generated.Names} on={Figures.Kernel?.On.Replace(' ', '-')}";

    public void Enter()
    {
        if (_kernels.Count == 0)
        {
            _kernels = KernelCatalog.All;
            Choose(_kernels.ToList().FindIndex(known => known.Name == FirstKernel));
        }
    }

    public void Leave() => Rest();

    public bool NeedsFrame(double now) => !stage.IsSynchronous && (_meter.Figures != View.Figures || _meter.Race is { } race && race.State != Race);

    public void Update(Input input, double now)
    {
        _mouse = input.Mouse;
        if (!stage.IsSynchronous)
            Work();
        if (input.Wheel != 0 && Layout.IsOverCode(input.Mouse))
            Scroll(input.Shift, -input.Wheel, 3);
        foreach (KeyPress press in input.Keys)
        {
            if (!Controls.Press(input.Find(SceneKind.Engine, press)))
                Press(press.Key, input.Shift);
        }
        Controls.Update(input, Layout.Shell.Unit);
    }

    public void Draw()
    {
        View.Draw(Controls.Hint, _mouse);
        Controls.Draw(canvas, stage.Theme);
    }

    public void Unload()
    {
        Rest();
        _measuring.Dispose();
    }

    /// <summary>Measures and races, unless there was no input for a while.</summary>
    private void Work()
    {
        if (stage.IsAlone)
        {
            Rest();
        }
        else
        {
            int rows = View.ManyRows ? BenchmarkRows.BatchRows : 1;
            if (_meter.Race?.Rows != rows)
                _meter.Race = new NameRace(rows, stage.Board.Seed);
            if (!_measuring.IsRunning)
                _measuring.Begin(_meter.Measure);
        }
        Figures = _meter.Figures;
        Race = _meter.Race?.State ?? NameRaceState.Empty;
    }

    private void Rest() => _measuring.End();

    /// <summary>One row or many: for denoisers, kernel, code and race alike.</summary>
    private void Switch(bool manyRows)
    {
        if (View.ManyRows == manyRows)
            return;
        View.ManyRows = _meter.ManyRows = manyRows;
        View.Code.Show(_kernels[_kernel], manyRows, Bits);
    }

    private void Choose(int next)
    {
        _kernel = (next + _kernels.Count) % _kernels.Count;
        _meter.Kernel = _kernels[_kernel];
        View.Kernel = _kernels[_kernel].Name;
        View.Code.Show(_kernels[_kernel], View.ManyRows, Bits);
    }

    /// <summary>The width of this processor's vectors; always the same in pictures that are compared.</summary>
    private int Bits => stage.IsSynchronous ? 256 : Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private void Scroll(bool sideways, int by, int step)
    {
        if (sideways)
            View.Code.MoveSideways(by * 8);
        else
            View.Code.Move(by * step, Layout.VisibleLines);
    }

    private void Press(KeyboardKey key, bool shift)
    {
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right when shift:
                Scroll(sideways: true, key == KeyboardKey.Right ? 1 : -1, 1);
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(_kernel + (key == KeyboardKey.Right ? 1 : -1));
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                Scroll(sideways: false, key == KeyboardKey.Down ? 1 : -1, 1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                Scroll(sideways: false, key == KeyboardKey.PageDown ? 1 : -1, Layout.VisibleLines);
                break;
            case KeyboardKey.Tab:
                Switch(!View.ManyRows);
                break;
        }
    }
}
