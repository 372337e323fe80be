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

    private readonly EngineMeter meter = new();
    private readonly Worker measuring = new("measuring");
    private readonly CrowdWorker crowd = new();
    private readonly EngineView view = new();
    private EngineLayout? layout;
    private CrowdGame? here;
    private KernelChoice? played;
    private IReadOnlyList<KernelInfo> kernels = [];
    private int kernel;
    private bool sliding;

    public EngineLayout Layout => layout?.Shell == stage.Layout ? layout : layout = new EngineLayout(stage.Layout);

    public int TileText => (int)stage.Layout.Pixels(56);

    /// <summary>What is shown; the meter's own as soon as it has measured anything.</summary>
    public EngineFigures Figures { get => view.Figures; set => view.Figures = value; }

    public string Status => kernels.Count == 0 ? ""
        : $"rounds={Figures.Rounds} measured={Figures.Measured} kernel={kernels[kernel].Name} kerneltimes={Figures.Kernel?.Times is not null} "
            + $"line={view.Scroll} kernels={stage.Kernels} crowd={crowd.Shown.Names}";

    public void Init(Canvas canvas)
    {
        view.Canvas = canvas;
        view.Figures = meter.Figures;
    }

    public void Enter()
    {
        if (kernels.Count == 0)
        {
            kernels = KernelCatalog.All;
            Choose(kernels.ToList().FindIndex(known => known.Name == FirstKernel));
        }
        if (played != stage.Kernels)
            BeginCrowd();
    }

    public void Leave() => Rest();

    public bool NeedsFrame(double now) => !stage.IsSynchronous && meter.Figures != view.Figures || crowd.IsFresh;

    public void Update(Input input, double now)
    {
        (view.Layout, view.Theme, view.Kernels, view.Mouse, view.Rests) = (Layout, stage.Theme, stage.Kernels, input.Mouse, stage.IsAlone);
        if (stage.IsSynchronous)
            here!.TryAdvance(now);
        else
            Work();
        view.Crowd = stage.IsSynchronous ? here!.State : crowd.Shown;
        if (input.Wheel != 0 && Layout.IsOverCode(input.Mouse))
            view.Move(-3 * input.Wheel);
        foreach (KeyPress press in input.Keys)
        {
            if (input.Find(SceneKind.Engine, press) == Intent.Kernels)
                Use((KernelChoice)(((int)stage.Kernels + 1) % KernelChoices.Count));
            else
                Press(press.Key);
        }
        if (input.LeftPressed)
            Click(input.Mouse);
        sliding &= input.LeftDown;
        if (sliding)
            Use((KernelChoice)Math.Round(Slider.ShareAt(Layout.Slider, Layout.Shell.Unit, input.Mouse) * (KernelChoices.Count - 1)));
    }

    public void Draw() => view.Draw();

    public void Unload()
    {
        Rest();
        measuring.Dispose();
        crowd.Dispose();
    }

    /// <summary>Measures and lets the crowd run, as long as there is somebody to see it.</summary>
    private void Work()
    {
        if (stage.IsAlone)
            Rest();
        else
        {
            crowd.Resume();
            if (!measuring.IsRunning)
                measuring.Begin(meter.Measure);
        }
        view.Figures = meter.Figures;
        crowd.Poll();
    }

    private void Rest()
    {
        crowd.Pause();
        measuring.End();
    }

    private void BeginCrowd()
    {
        played = stage.Kernels;
        if (stage.IsSynchronous)
        {
            here = new CrowdGame(stage.Denoiser.Fork(), stage.Board, names: null);
            return;
        }
        KernelChoice chosen = stage.Kernels;
        ulong seed = stage.Board.Seed;
        crowd.Play(() =>
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
        kernel = (next + kernels.Count) % kernels.Count;
        meter.Kernel = kernels[kernel];
        view.Show(kernels[kernel]);
    }

    private void Press(KeyboardKey key)
    {
        switch (key)
        {
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(kernel + (key == KeyboardKey.Right ? 1 : -1));
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                view.Move(key == KeyboardKey.Down ? 1 : -1);
                break;
            case KeyboardKey.PageUp or KeyboardKey.PageDown:
                view.Move(key == KeyboardKey.PageDown ? Layout.VisibleLines : -Layout.VisibleLines);
                break;
            case KeyboardKey.Tab:
                view.ManyRows = !view.ManyRows;
                break;
        }
    }

    private void Click(Vector2 at)
    {
        sliding = Layout.Slider.Contains(at);
        if (Stepper.ArrowAt(Layout.Kernel, Layout.Shell.Unit, at) is not 0 and int by)
            Choose(kernel + by);
        if (Box.IndexAt(Layout.RowChips, at) is >= 0 and int chip)
            view.ManyRows = chip == 1;
    }
}
