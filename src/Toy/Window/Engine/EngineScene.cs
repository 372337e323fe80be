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
/// Shows what fixed shapes gain: live measurements of denoisers and kernels in four implementations, the generated code, and a crowd computed
/// with the chosen kernels.
/// </summary>
internal sealed class EngineScene(Stage stage, Canvas canvas) : IScene
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
        new("1 row", Look.Chip) { Place = scene => scene.Layout.RowChips[0], IsOn = scene => !scene.View.ManyRows, Act = scene => scene.View.ManyRows = false },
        new("64 rows", Look.Chip) { Place = scene => scene.Layout.RowChips[1], IsOn = scene => scene.View.ManyRows, Act = scene => scene.View.ManyRows = true },
        new("plain → generated", Look.Slider)
        {
            Place = scene => scene.Layout.Slider,
            Write = (scene, text) => scene.View.Speed(text),
            Share = scene => (float)scene.Kernels / (KernelChoices.Count - 1),
            Hint = _ => SliderHint,
            Intent = Intent.Kernels,
            Turn = (scene, by) => scene.Use((KernelChoice)(((int)scene.Kernels + by) % KernelChoices.Count)),
            Slide = (scene, share) => scene.Use((KernelChoice)Math.Round(share * (KernelChoices.Count - 1))),
        },
        new("kernel", Look.Stepper) { Place = scene => scene.Layout.Kernel, Value = scene => scene.View.Kernel, Turn = (scene, by) => scene.Choose(scene._kernel + by) },
    ];

    private readonly EngineMeter _meter = new();
    private readonly Worker _measuring = new("measuring");
    private readonly CrowdWorker _crowd = new(stage.IsSynchronous);
    private KernelChoice? _played;
    private IReadOnlyList<KernelInfo> _kernels = [];
    private int _kernel;
    private Vector2 _mouse;

    public EngineLayout Layout => field?.Shell == stage.Layout ? field : field = new EngineLayout(stage.Layout);

    /// <summary>The crowd on the screen.</summary>
    public CrowdSnapshot Crowd => _crowd.Shown;

    private KernelChoice Kernels => stage.Kernels;

    private EngineView View => field ??= new(canvas, stage, this) { Figures = _meter.Figures };

    private Controls<EngineScene> Controls => field ??= new(this, Table);

    public Box HintPlace => Layout.Hint;

    public int TileText => (int)stage.Layout.Pixels(56);

    /// <summary>The figures on the screen.</summary>
    public EngineFigures Figures { get => View.Figures; set => View.Figures = value; }

    public string Status => _kernels.Count == 0 ? ""
        : $"rounds={Figures.Rounds} measured={Figures.Measured} kernel={_kernels[_kernel].Name} kerneltimes={Figures.Kernel?.Times is not null} "
            + $"line={View.Scroll} kernels={stage.Kernels} crowd={_crowd.Shown.Names}";

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

    public bool NeedsFrame(double now) => !stage.IsSynchronous && _meter.Figures != View.Figures || _crowd.IsFresh;

    public void Update(Input input, double now)
    {
        _mouse = input.Mouse;
        if (!stage.IsSynchronous)
            Work();
        _crowd.Poll(now);
        if (input.Wheel != 0 && Layout.IsOverCode(input.Mouse))
            View.Move(-3 * input.Wheel);
        foreach (KeyPress press in input.Keys)
        {
            if (!Controls.Press(input.Find(SceneKind.Engine, press)))
                Press(press.Key);
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
        Figures = _meter.Figures;
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
            _crowd.Play(() => new CrowdGame(stage.Denoiser.Fork(), stage.Board, names: null));
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
        View.Show(_kernels[_kernel]);
    }

    private void Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(_kernel + (key == KeyboardKey.Right ? 1 : -1));
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                View.Move(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                View.Move(key == KeyboardKey.PageDown ? Layout.VisibleLines : -Layout.VisibleLines);
                break;
            case KeyboardKey.Tab:
                View.ManyRows = !View.ManyRows;
                break;
        }
    }
}
