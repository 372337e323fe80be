using Raylib_cs;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Files;
using Unmask.Model.Sessions;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Train;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Pictures;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Train;

/// <summary>Shows the training of a denoiser: noise turns into names.</summary>
internal sealed class TrainScene : IScene
{
    private static readonly string[] Architectures = [.. DenoiserCatalog.Names];

    /// <summary>The recipes that train each architecture.</summary>
    private static readonly string[][] RecipeNames = [.. DenoiserCatalog.All.Select(architecture => architecture.Recipes.Select(recipe => recipe.Name).ToArray())];

    private static readonly Control<TrainScene>[] Table =
    [
        new("denoiser", Look.Stepper)
        {
            Place = scene => scene.Layout.Denoiser, Value = scene => scene.Plan.Architecture, Hint = scene => DenoiserCatalog.SummaryOf(scene.Plan.Architecture), Turn = (scene, by) => scene.Choose(by, 0, 0),
        },
        new("recipe", Look.Stepper)
        {
            Place = scene => scene.Layout.Recipe, Value = scene => scene.Plan.Recipe, Hint = scene => TrainPlan.WordsOf(scene.Plan.Recipe), Turn = (scene, by) => scene.Choose(0, by, 0),
        },
        new("data", Look.Stepper)
        {
            Place = scene => scene.Layout.Data,
            Value = scene => scene._training.Data,
            Hint = _ => "What it learns from. Drop a file of words here.",
            Turn = (scene, by) => scene.Choose(0, 0, by),
        },
        new("Start", Look.Primary)
        {
            Place = scene => scene.Layout.StartButton,
            Label = scene => scene.Action switch { TrainAction.Pause => "Pause", TrainAction.GoOn => "Go on", TrainAction.Again => "Again", _ => "Start" },
            Hint = scene => scene.Action switch
            {
                TrainAction.Pause => "Pause, and keep a checkpoint.",
                TrainAction.GoOn => "Go on where it stopped.",
                TrainAction.Again => "Begin anew, with other first weights.",
                _ => "Trains it from scratch (Space).",
            },
            Act = scene => scene.Toggle(),
        },
        new("Reset", Look.Button)
        {
            Place = scene => scene.Layout.ResetButton,
            Label = scene => scene._asks ? "Forget" : "Reset",
            IsOn = scene => scene._asks,
            IsEnabled = scene => scene.CanReset,
            Hint = _ => "Forget everything and begin again.",
            Intent = Intent.Reset,
            Act = scene => scene.AskToReset(),
        },
        new("Play it", Look.Button)
        {
            Place = scene => scene.Layout.PlayButton,
            IsEnabled = scene => scene.CanTakeNow,
            Hint = scene => scene.CanTakeNow ? "Take what it has learned so far to Play." : scene.NothingToTake,
            Intent = Intent.PlayTrained,
            Act = scene => scene.Take(Errand.Play),
        },
        new("Save", Look.Button)
        {
            Place = scene => scene.Layout.SaveButton,
            IsEnabled = scene => scene.CanTakeNow,
            Hint = scene => scene.CanTakeNow ? "Write the weights to your own folder." : scene.NothingToTake,
            Intent = Intent.SaveTrained,
            Act = scene => scene.Take(Errand.Save),
        },
    ];

    private static readonly string ResetQuestion = $"This forgets all that was learned, for good. Press Forget or {Shortcuts.KeysOf(Intent.Reset)} again if you mean it.";

    private readonly Stage _stage;
    private readonly Canvas _canvas;
    private readonly Controls<TrainScene> _controls;
    private readonly string _folder;
    private readonly Worker _worker = new("training");
    private readonly List<string> _data = [.. Presets.Names];
    private LiveTraining _training;
    private Errand _errand;
    private string? _said;
    private readonly Question _question = new();
    private bool _wanted, _wasBusy, _asks;

    /// <param name="stage">The state that scenes share.</param>
    /// <param name="canvas">The target.</param>
    /// <param name="folder">The folder for weights.</param>
    public TrainScene(Stage stage, Canvas canvas, string folder)
    {
        (_stage, _canvas, _folder, _controls) = (stage, canvas, folder, new Controls<TrainScene>(this, Table));
        _training = new LiveTraining(new TrainPlan(Architectures[0], RecipeNames[0][0]), folder);
    }

    /// <summary>What to do with the weights once training has paused.</summary>
    private enum Errand
    {
        None,
        Play,
        Save,
    }

    public TrainLayout Layout => field?.Shell == _stage.Layout ? field : field = new TrainLayout(_stage.Layout);

    public Box HintPlace => Layout.Hint;

    public int TileText => (int)_stage.Layout.Pixels(56);

    public string Letters => (Shown ?? _training.Untrained) is { Samples: [var first, ..] } ? first.Alphabet.Letters : "";

    public string Status =>
        $"running={IsRunning} asks={_asks} step={Shown?.Progress.Step ?? 0} kept={_training.Kept} finished={_training.IsFinished} denoiser={Plan.Architecture} recipe={Plan.Recipe} data={Path.GetFileName(Plan.Data)}";

    /// <summary>Training steps; the recipe's own number if 0.</summary>
    public int Steps { get; init; }

    /// <summary>The snapshot on the screen; null before the first.</summary>
    public TrainSnapshot? Shown { get; set; }

    private TrainPlan Plan => _training.Plan;

    private bool IsRunning => _wanted && _worker.IsRunning;

    /// <summary>There are weights to play or save.</summary>
    private bool CanTake => Shown is not null;

    public void Enter() => Prepare();

    public void Leave() => _question.Withdraw();

    public bool NeedsFrame(double now) => _asks != (_question.About(now) is not null) || _worker.IsBusy != _wasBusy || _errand != Errand.None && !_worker.IsBusy || _training.Latest is { } latest && latest != Shown;

    public void Update(Input input, double now)
    {
        // In this order: then the last snapshot of a job that has ended is seen.
        _wasBusy = _worker.IsBusy;
        Shown = _training.Latest ?? Shown;
        if (!_wasBusy)
            AfterJob();
        foreach (KeyPress press in input.Keys)
            Press(press, input);
        if (input.LeftPressed && !Layout.ResetButton.Contains(input.Mouse))
            _question.Withdraw();
        _controls.Update(input, Layout.Shell.Unit);
        _asks = _question.About(_stage.Now) is not null;
    }

    public void Draw()
    {
        new TrainPicture(_canvas, _stage.Theme, Layout, Shown, _training.Untrained) { About = _training.About, LeftOut = _training.LeftOut, Kept = _training.Kept, Action = Action }.Draw();
        _controls.Draw(_canvas, _stage.Theme);
        string hint = _asks ? ResetQuestion
            : _controls.Hint
            ?? (Shown is null && IsRunning ? "Its first names come in a moment." : Shown is null ? "Press Start and watch noise turn into names. Drop a file of words to teach it yours." : "The same eight seeds, again and again. Ring: known by heart. Disc: real. Square: new.");
        if (!_stage.IsHintTaken)
            _canvas.TextCentered(TextStyle.Hint, hint, Layout.Hint, _stage.Theme.Quiet);
    }

    /// <summary>Closing the window loses nothing: training leaves a checkpoint, from which the next start continues.</summary>
    public void Unload() => _worker.Dispose();

    private bool CanTakeNow => CanTake && _errand == Errand.None;

    /// <summary>Why no weights can be played or saved now.</summary>
    private string NothingToTake =>
        CanTake ? "A moment: the step in hand is being finished."
        : IsRunning ? "A moment: it has only just begun to learn."
        : _training.Kept > 0 ? "Go on first: what it has learned is on disk."
        : "Press Start first: there is nothing learned yet.";

    /// <summary>What the first button does.</summary>
    private TrainAction Action =>
        IsRunning ? TrainAction.Pause
        : _training.IsFinished ? TrainAction.Again
        : Shown is not null || _training.Kept > 0 ? TrainAction.GoOn
        : TrainAction.Start;

    private void AfterJob()
    {
        bool wasWanted = _wanted;
        _wanted = false;
        if ((_training.Trouble ?? _training.Notice) is { } line && line != _said)
            _stage.Say(_said = line);
        else if (wasWanted && _training.IsFinished)
            Celebrate();
        Errand now = _errand;
        _errand = Errand.None;
        if (now == Errand.None || _training.Result is not { } weights)
            return;
        if (now == Errand.Save)
            Save(weights);
        else
            Play(weights);
    }

    /// <summary>All steps are done: a word and a sound.</summary>
    private void Celebrate()
    {
        int known = Shown?.Kinds.Count(kind => kind == NoveltyKind.Known) ?? 0, isNew = Shown?.Kinds.Count(kind => kind == NoveltyKind.New) ?? 0;
        _stage.Say($"It has learned all it can here: of these eight, {known} known by heart, {isNew} new. Play it.");
        _stage.Hear(Effect.Finish);
    }

    private void Press(KeyPress press, Input input)
    {
        // A modifier alone, perhaps the Ctrl of Ctrl+R, does not withdraw the question.
        if (press.Key is >= KeyboardKey.LeftShift and <= KeyboardKey.RightSuper)
            return;
        Intent intent = input.Find(SceneKind.Train, press);
        if (intent != Intent.Reset)
            _question.Withdraw();
        if (_controls.Press(intent))
            return;
        if (!input.IsPlain)
            return;
        KeyboardKey key = press.Key;
        switch (key)
        {
            case KeyboardKey.Space or KeyboardKey.Enter or KeyboardKey.KpEnter:
                Toggle();
                break;
            case KeyboardKey.Left or KeyboardKey.Right:
                Choose(key == KeyboardKey.Right ? 1 : -1, 0, 0);
                break;
            case KeyboardKey.Up or KeyboardKey.Down:
                Choose(0, key == KeyboardKey.Down ? 1 : -1, 0);
                break;
            case KeyboardKey.Tab:
                Choose(0, 0, input.Shift ? -1 : 1);
                break;
        }
    }

    private void Choose(int otherDenoiser, int otherRecipe, int otherData)
    {
        if (otherDenoiser == 0 && otherRecipe == 0 && otherData == 0)
            return;
        int architecture = Around(Array.IndexOf(Architectures, Plan.Architecture) + otherDenoiser, Architectures.Length);
        string[] recipes = RecipeNames[architecture];
        // Keep the recipe if the denoiser has it.
        int recipe = Around(Math.Max(0, Array.IndexOf(recipes, Plan.Recipe)) + otherRecipe, recipes.Length);
        Become(new TrainPlan(Architectures[architecture], recipes[recipe], _data[Around(_data.IndexOf(Plan.Data) + otherData, _data.Count)]) { Steps = Steps });

        static int Around(int index, int count) => (index + count) % count;
    }

    /// <summary>Switches to a file of the player's as data.</summary>
    public void TakeData(string path)
    {
        if (!_data.Contains(path))
            _data.Add(path);
        Become(Plan with { Data = path });
    }

    /// <summary>Switches to another plan; the current one keeps its checkpoint.</summary>
    private void Become(TrainPlan plan)
    {
        _worker.End();
        _training = new LiveTraining(plan, _folder);
        (Shown, _wanted, _said, _errand) = (null, false, null, Errand.None);
        _question.Withdraw();
        Prepare();
    }

    /// <summary>Reads the data, so that the player sees what they hold before Start, and looks for a checkpoint.</summary>
    private void Prepare()
    {
        if (!_wanted && Shown is null && !_stage.IsSynchronous)
            _worker.Begin(_training.Prepare);
    }

    private void Toggle()
    {
        if (IsRunning)
        {
            _worker.End();
            return;
        }
        if (_training.IsFinished)
            Become(Plan with { Seed = Plan.Seed + 1 });
        (_wanted, _said) = (true, null);
        _worker.Begin(_training.Train);
    }

    /// <summary>There is something that Reset would delete.</summary>
    private bool CanReset => CanTake || _training.Kept > 0 || IsRunning;

    /// <summary>Deleted training cannot be restored, so Reset takes the same act twice.</summary>
    private void AskToReset()
    {
        if (!CanReset)
            return;
        if (_question.IsAnswered(Plan, _stage.Now))
            Reset();
        else
            _stage.Stir();
    }

    private void Reset()
    {
        _wanted = false;
        Shown = null;
        // A new object: the old one may still publish a snapshot.
        _training = new LiveTraining(Plan, _folder);
        _worker.Begin(_training.Forget);
    }

    /// <summary>Pauses training, and then plays or saves its weights.</summary>
    private void Take(Errand what)
    {
        if (!CanTake)
            return;
        _worker.End();
        _errand = what;
    }

    private void Play(WeightSet weights)
    {
        IDenoiser denoiser = DenoiserCatalog.Create(weights, "what was learned");
        _stage.PlayWith(new Session(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.DefaultFor(denoiser), _stage.Board.Seed)));
    }

    private void Save(WeightSet weights)
    {
        try
        {
            _stage.Say($"Saved as {WeightsFile.SaveFree(_folder, PictureFile.StemFor(Path.GetFileNameWithoutExtension(Plan.FileName)), weights)}");
        }
        catch (WeightsException e)
        {
            _stage.Say(e.Message);
        }
    }
}
