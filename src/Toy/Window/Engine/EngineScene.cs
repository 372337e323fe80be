using System.Numerics;
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
/// What fixed shapes buy: denoisers and kernels in four ways, measured here and now, the generated code that makes the difference, and a crowd to
/// feel it by.
/// </summary>
internal sealed class EngineScene(Stage stage) : IScene
{
    /// <summary>The kernel that is shown first: the largest of the default denoiser.</summary>
    private const string FirstKernel = "NamesPerceptron.Project";

    private const string CrowdDenoiser = "transformer";

    /// <summary>The crowd's finished names can be seen, but hardly: it is there to be fast.</summary>
    private const double WavePause = 0.15;

    private readonly EngineMeter _meter = new();
    private readonly Worker _measuring = new("measuring");
    private readonly CrowdWorker _crowd = new();
    private readonly EngineView _view = new();
    private EngineLayout? _layout;
    private CrowdGame? _here;
    private KernelChoice? _played;
    private IReadOnlyList<KernelInfo> _kernels = [];
    private int _kernel;
    private bool _sliding;

    public EngineLayout Layout => _layout?.Shell == stage.Layout ? _layout : _layout = new EngineLayout(stage.Layout);

    public int TileText => (int)stage.Layout.Pixels(56);

    /// <summary>What is shown; the meter's own as soon as it has measured anything.</summary>
    public EngineFigures Figures { get => _view.Figures; set => _view.Figures = value; }

    public string Status => _kernels.Count == 0 ? ""
        : $"rounds={Figures.Rounds} measured={Figures.Measured} kernel={_kernels[_kernel].Name} kerneltimes={Figures.Kernel?.Times is not null} "
            + $"line={_view.Scroll} kernels={stage.Kernels} crowd={_crowd.Shown.Names}";

    public void Init(Canvas canvas)
    {
        _view.Canvas = canvas;
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
            if (input.Find(SceneKind.Engine, press) == Intent.Kernels)
                Use((KernelChoice)(((int)stage.Kernels + 1) % KernelChoices.Count));
            else
                Press(press.Key);
        }
        if (input.LeftPressed)
            Click(input.Mouse);
        _sliding &= input.LeftDown;
        if (_sliding)
            Use((KernelChoice)Math.Round(Slider.ShareAt(Layout.Slider, Layout.Shell.Unit, input.Mouse) * (KernelChoices.Count - 1)));
    }

    public void Draw() => _view.Draw();

    public void Unload()
    {
        Rest();
        _measuring.Dispose();
        _crowd.Dispose();
    }

    /// <summary>Measures and lets the crowd run, as long as there is somebody to see it.</summary>
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

    private void Click(Vector2 at)
    {
        _sliding = Layout.Slider.Contains(at);
        if (Stepper.ArrowAt(Layout.Kernel, Layout.Shell.Unit, at) is not 0 and int by)
            Choose(_kernel + by);
        if (Box.IndexAt(Layout.RowChips, at) is >= 0 and int chip)
            _view.ManyRows = chip == 1;
    }
}
