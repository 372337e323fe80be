using Raylib_cs;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Kernels;
using Unmask.Model.Tensors;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Engine;

/// <summary>
/// Shows what fixed shapes gain: live measurements of denoisers and kernels in four implementations, the generated code, and a crowd computed
/// with the chosen kernels.
/// </summary>
internal sealed class EngineScene(Stage stage) : IScene
{
    /// <summary>The first kernel on the screen: the largest of the default denoiser.</summary>
    private const string FirstKernel = "NamesPerceptron.Project";

    private const string CrowdDenoiser = "transformer";

    /// <summary>The slider's hint.</summary>
    public const string SliderHint = "The kernels that compute the names, here and in Crowd.";

    /// <summary>In seconds. Finished names stay only briefly: this crowd shows speed.</summary>
    private const double WavePause = 0.15;

    private static readonly Control<EngineScene>[] Table =
    [
        new("1 row", Look.Chip) { Place = scene => scene.Layout.RowChips[0], IsOn = scene => !scene._view.ManyRows, Act = scene => scene._view.ManyRows = false },
        new("64 rows", Look.Chip) { Place = scene => scene.Layout.RowChips[1], IsOn = scene => scene._view.ManyRows, Act = scene => scene._view.ManyRows = true },
        new("plain → generated", Look.Slider)
        {
            Place = scene => scene.Layout.Slider,
            Write = (scene, text) => scene._view.WriteSpeed(text),
            Share = scene => (float)scene._view.Kernels / (KernelChoices.Count - 1),
            Hint = _ => SliderHint,
            Intent = Intent.Kernels,
            Turn = (scene, by) => scene.Use((KernelChoice)(((int)scene._view.Kernels + by) % KernelChoices.Count)),
            Slide = (scene, share) => scene.Use((KernelChoice)Math.Round(share * (KernelChoices.Count - 1))),
        },
        new("kernel", Look.Stepper) { Place = scene => scene.Layout.Kernel, Value = scene => scene._view.Kernel, Turn = (scene, by) => scene.Choose(scene._kernel + by) },
    ];

    private readonly EngineMeter _meter = new();
    private readonly Worker _measuring = new("measuring");
    private readonly CrowdWorker _crowd = new();
    private readonly EngineView _view = new();
    private EngineLayout? _layout;
    private CrowdGame? _here;
    private KernelChoice? _played;
    private IReadOnlyList<KernelInfo> _kernels = [];
    private int _kernel;
    private Controls<EngineScene> _controls = null!;

    public EngineLayout Layout => _layout?.Shell == stage.Layout ? _layout : _layout = new EngineLayout(stage.Layout);

    public int TileText => (int)stage.Layout.Pixels(56);

    /// <summary>The figures on the screen.</summary>
    public EngineFigures Figures { get => _view.Figures; set => _view.Figures = value; }

    public string Status => _kernels.Count == 0 ? ""
        : $"rounds={Figures.Rounds} measured={Figures.Measured} kernel={_kernels[_kernel].Name} kerneltimes={Figures.Kernel?.Times is not null} "
            + $"line={_view.Scroll} kernels={stage.Kernels} crowd={_crowd.Shown.Names}";

    public void Init(Canvas canvas)
    {
        (_view.Canvas, _controls) = (canvas, new Controls<EngineScene>(this, Table));
        _view.Figures = _meter.Figures;
    }

    public void Enter()
    {
        if (_kernels.Count == 0)
        {
            _kernels = KernelCatalog.All;
            Choose(_kernels.ToList().FindIndex(known => known.Name == FirstKernel));
        }
        if (_played != stage.Kernels)
            BeginCrowd();
    }

    public void Leave() => Rest();

    public bool NeedsFrame(double now) => !stage.IsSynchronous && _meter.Figures != _view.Figures || _crowd.IsFresh;

    public void Update(Input input, double now)
    {
        (_view.Layout, _view.Theme, _view.Kernels, _view.Mouse, _view.Rests) = (Layout, stage.Theme, stage.Kernels, input.Mouse, stage.IsAlone);
        if (stage.IsSynchronous)
            _here!.TryAdvance(now);
        else
            Work();
        _view.Crowd = stage.IsSynchronous ? _here!.State : _crowd.Shown;
        if (input.Wheel != 0 && Layout.IsOverCode(input.Mouse))
            _view.Move(-3 * input.Wheel);
        foreach (KeyPress press in input.Keys)
        {
            if (!_controls.Press(input.Find(SceneKind.Engine, press)))
                Press(press.Key);
        }
        _controls.Update(input, Layout.Shell.Unit);
        _view.ControlHint = _controls.Hint;
    }

    public void Draw()
    {
        _view.Draw();
        _controls.Draw(_view.Canvas, stage.Theme);
    }

    public void Unload()
    {
        Rest();
        _measuring.Dispose();
        _crowd.Dispose();
    }

    /// <summary>Measures and runs the crowd, unless there was no input for a while.</summary>
    private void Work()
    {
        if (stage.IsAlone)
            Rest();
        else
        {
            _crowd.Resume();
            if (!_measuring.IsRunning)
                _measuring.Begin(_meter.Measure);
        }
        _view.Figures = _meter.Figures;
        _crowd.Poll();
    }

    private void Rest()
    {
        _crowd.Pause();
        _measuring.End();
    }

    private void BeginCrowd()
    {
        _played = stage.Kernels;
        if (stage.IsSynchronous)
        {
            _here = new CrowdGame(stage.Denoiser.Fork(), stage.Board, names: null);
            return;
        }
        KernelChoice chosen = stage.Kernels;
        ulong seed = stage.Board.Seed;
        _crowd.Play(() =>
        {
            WeightSet weights = WeightsFile.LoadBuiltIn(CrowdDenoiser);
            IDenoiser denoiser = CrowdContender.Create(chosen, DenoiserCatalog.Create(weights, CrowdDenoiser), weights);
            var start = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Slots), seed);
            return new CrowdGame(denoiser, start, names: null) { MovePause = 0, WavePause = WavePause };
        });
    }

    private void Use(KernelChoice choice)
    {
        if (choice == stage.Kernels)
            return;
        stage.Kernels = choice;
        BeginCrowd();
    }

    private void Choose(int next)
    {
        _kernel = (next + _kernels.Count) % _kernels.Count;
        _meter.Kernel = _kernels[_kernel];
        _view.Show(_kernels[_kernel]);
    }

    private void Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(_kernel + (key == KeyboardKey.Right ? 1 : -1));
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                _view.Move(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                _view.Move(key == KeyboardKey.PageDown ? Layout.VisibleLines : -Layout.VisibleLines);
                break;
            case KeyboardKey.Tab:
                _view.ManyRows = !_view.ManyRows;
                break;
        }
    }
}
