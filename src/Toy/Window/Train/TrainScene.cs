using System.Numerics;
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
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Window.Train;

/// <summary>Teaches a denoiser before the player's eyes: noise turns into names.</summary>
internal sealed class TrainScene : IScene
{
    private static readonly string[] Architectures = [.. DenoiserCatalog.Names];

    /// <summary>The recipes that train each architecture.</summary>
    private static readonly string[][] RecipeNames = [.. DenoiserCatalog.All.Select(architecture => architecture.Recipes.Select(recipe => recipe.Name).ToArray())];

    private readonly Stage stage;
    private readonly string folder;
    private readonly Worker worker = new("training");
    private readonly List<string> data = [.. Presets.Names];
    private readonly TrainView view = new();
    private TrainLayout? layout;
    private LiveTraining training;
    private Errand errand;
    private string? said;
    private readonly Question question = new();
    private bool wanted, wasBusy;

    /// <param name="stage">What scenes share.</param>
    /// <param name="folder">Where weights go.</param>
    public TrainScene(Stage stage, string folder)
    {
        (this.stage, this.folder) = (stage, folder);
        training = new LiveTraining(new TrainPlan(Architectures[0], RecipeNames[0][0]), folder);
    }

    /// <summary>What is done as soon as training has paused.</summary>
    private enum Errand
    {
        None,
        Play,
        Save,
    }

    public TrainLayout Layout => layout?.Shell == stage.Layout ? layout : layout = new TrainLayout(stage.Layout);

    public int TileText => (int)stage.Layout.Pixels(56);

    public string Letters => view.Shown is { Samples: [var first, ..] } ? first.Alphabet.Letters : "";

    public string Status =>
        $"running={IsRunning} asks={view.Asks} step={view.Shown?.Progress.Step ?? 0} kept={training.Kept} finished={training.IsFinished} denoiser={Plan.Architecture} recipe={Plan.Recipe} data={Path.GetFileName(Plan.Data)}";

    /// <summary>Training steps; the recipe's own number if 0.</summary>
    public int Steps { get; init; }

    /// <summary>What is seen of the training.</summary>
    public TrainSnapshot? Shown
    {
        get => view.Shown;
        set => view.Shown = value;
    }

    private TrainPlan Plan => training.Plan;

    private bool IsRunning => wanted && worker.IsRunning;

    /// <summary>There is something to take home.</summary>
    private bool CanTake => view.Shown is not null;

    public void Init(Canvas canvas) => view.Canvas = canvas;

    public void Enter() => LookForCheckpoint();

    public void Leave() => question.Withdraw();

    public bool NeedsFrame(double now) => view.Asks != (question.About(now) is not null) || worker.IsBusy != wasBusy || errand != Errand.None && !worker.IsBusy || training.Latest is { } latest && latest != view.Shown;

    public void Update(Input input, double now)
    {
        // In this order: what was published before the job ended is seen at its end.
        wasBusy = worker.IsBusy;
        view.Shown = training.Latest ?? view.Shown;
        if (!wasBusy)
            AfterJob();
        foreach (KeyPress press in input.Keys)
            Press(press, input);
        view.Mouse = input.Mouse;
        if (input.LeftPressed)
            Click();
        (view.Layout, view.Theme, view.Plan, view.About, view.Kept) = (Layout, stage.Theme, Plan, training.About, training.Kept);
        view.Asks = question.About(stage.Now) is not null;
        (view.Action, view.CanReset, view.CanTake) = (Action, CanReset, CanTake && errand == Errand.None);
    }

    public void Draw() => view.Draw();

    /// <summary>Closing the window loses nothing: a pause leaves a checkpoint that the next start goes on from.</summary>
    public void Unload() => worker.Dispose();

    /// <summary>What the first button does.</summary>
    private TrainAction Action =>
        IsRunning ? TrainAction.Pause
        : training.IsFinished ? TrainAction.Again
        : view.Shown is not null || training.Kept > 0 ? TrainAction.GoOn
        : TrainAction.Start;

    private void AfterJob()
    {
        wanted = false;
        if ((training.Trouble ?? training.Notice) is { } line && line != said)
            stage.Say(said = line);
        Errand now = errand;
        errand = Errand.None;
        if (now == Errand.None || training.Result is not { } weights)
            return;
        if (now == Errand.Save)
            Save(weights);
        else
            Play(weights);
    }

    private void Press(KeyPress press, Input input)
    {
        // Ctrl alone, on its way to Ctrl+R, is no answer.
        if (press.Key is >= KeyboardKey.LeftShift and <= KeyboardKey.RightSuper)
            return;
        Intent intent = input.Find(SceneKind.Train, press);
        if (intent != Intent.Reset)
            question.Withdraw();
        switch (intent)
        {
            case Intent.Reset:
                AskToReset();
                return;
            case Intent.PlayTrained:
                Take(Errand.Play);
                return;
            case Intent.SaveTrained:
                Take(Errand.Save);
                return;
        }
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

    private void Click()
    {
        Vector2 at = view.Mouse;
        float unit = Layout.Shell.Unit;
        if (!Layout.ResetButton.Contains(at))
            question.Withdraw();
        if (Layout.StartButton.Contains(at))
            Toggle();
        else if (Layout.ResetButton.Contains(at))
            AskToReset();
        else if (Layout.PlayButton.Contains(at))
            Take(Errand.Play);
        else if (Layout.SaveButton.Contains(at))
            Take(Errand.Save);
        else
            Choose(Stepper.ArrowAt(Layout.Denoiser, unit, at), Stepper.ArrowAt(Layout.Recipe, unit, at), Stepper.ArrowAt(Layout.Data, unit, at));
    }

    private void Choose(int otherDenoiser, int otherRecipe, int otherData)
    {
        if (otherDenoiser == 0 && otherRecipe == 0 && otherData == 0)
            return;
        int architecture = Around(Array.IndexOf(Architectures, Plan.Architecture) + otherDenoiser, Architectures.Length);
        string[] recipes = RecipeNames[architecture];
        // The same recipe if it can be.
        int recipe = Around(Math.Max(0, Array.IndexOf(recipes, Plan.Recipe)) + otherRecipe, recipes.Length);
        Become(new TrainPlan(Architectures[architecture], recipes[recipe], data[Around(data.IndexOf(Plan.Data) + otherData, data.Count)]) { Steps = Steps });

        static int Around(int index, int count) => (index + count) % count;
    }

    /// <summary>A file that the player brings is the data from now on.</summary>
    public void TakeData(string path)
    {
        if (!data.Contains(path))
            data.Add(path);
        Become(Plan with { Data = path });
    }

    /// <summary>Goes over to another plan; what was being learned keeps its checkpoint.</summary>
    private void Become(TrainPlan plan)
    {
        worker.End();
        training = new LiveTraining(plan, folder);
        (view.Shown, wanted, said, errand) = (null, false, null, Errand.None);
        question.Withdraw();
        LookForCheckpoint();
    }

    private void LookForCheckpoint()
    {
        if (!wanted && view.Shown is null && !stage.IsSynchronous && training.HasCheckpoint)
            worker.Begin(training.Prepare);
    }

    private void Toggle()
    {
        if (IsRunning)
        {
            worker.End();
            return;
        }
        if (training.IsFinished)
            Become(Plan with { Seed = Plan.Seed + 1 });
        (wanted, said) = (true, null);
        worker.Begin(training.Train);
    }

    /// <summary>Whether there is anything that Reset would forget.</summary>
    private bool CanReset => CanTake || training.Kept > 0 || IsRunning;

    /// <summary>What was learned cannot be had again, so that it is forgotten takes the same act twice.</summary>
    private void AskToReset()
    {
        if (!CanReset)
            return;
        if (question.IsAnswered(Plan, stage.Now))
            Reset();
        else
            stage.Stir();
    }

    private void Reset()
    {
        wanted = false;
        view.Shown = null;
        // A new one, so that nothing that the old one still publishes is seen.
        training = new LiveTraining(Plan, folder);
        worker.Begin(training.Forget);
    }

    /// <summary>Pauses, and does it with the weights that training has come to by then.</summary>
    private void Take(Errand what)
    {
        if (!CanTake)
            return;
        worker.End();
        errand = what;
    }

    private void Play(WeightSet weights)
    {
        IDenoiser denoiser = DenoiserCatalog.Create(weights, "what was learned");
        stage.PlayWith(new Session(denoiser, new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.DefaultFor(denoiser), stage.Board.Seed)));
    }

    private void Save(WeightSet weights)
    {
        try
        {
            stage.Say($"Saved as {WeightsFile.SaveFree(folder, PictureFile.StemFor(Path.GetFileNameWithoutExtension(Plan.FileName)), weights)}");
        }
        catch (WeightsException e)
        {
            stage.Say(e.Message);
        }
    }
}
