using Raylib_cs;
using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Train;
using Unmask.Toy.Storage;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Sound;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public sealed class TrainSceneTests : IDisposable
{
    private static readonly TrainPlan Long = new("mlp", "nelbo") { Steps = 100_000 };

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-train-").FullName;
    private readonly Worker _worker = new("training");

    public void Dispose()
    {
        _worker.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_pause_keeps_what_was_learned_and_after_a_restart_it_goes_on_from_there()
    {
        var first = new LiveTraining(Long, _folder);
        TrainSnapshot before = Look(first);
        _worker.End();
        Await.Until(() => !_worker.IsBusy);
        Assert.NotNull(first.Result);
        Assert.False(first.IsFinished);
        Assert.Equal("mlp", DenoiserCatalog.Load(first.Output, null).Architecture);
        int learned = first.Latest!.Progress.Step;
        Assert.True(learned >= before.Progress.Step);
        Assert.Equal(LiveTraining.Samples, before.Samples.Length);
        Assert.All(before.Samples, board => Assert.True(board.IsFinished));
        Assert.All(before.Curve, point => Assert.InRange(point.HeldOut, 5, 100));

        Assert.Equal(LiveTraining.Samples, before.Kinds.Length);

        // As after the window was closed and opened again.
        var second = new LiveTraining(Long, _folder);
        Assert.True(second.HasCheckpoint);
        _worker.Begin(second.Prepare);
        Await.Until(() => !_worker.IsBusy);
        Assert.Equal(learned, second.Kept);
        TrainSnapshot after = Look(second);
        Assert.True(after.Progress.Step > learned, $"{after.Progress.Step} after {learned}");
    }

    [Fact]
    public void Forgetting_leaves_nothing_to_go_on_from()
    {
        var training = new LiveTraining(Long, _folder);
        Look(training);
        _worker.Begin(training.Forget);
        Await.Until(() => !_worker.IsBusy);
        Assert.Null(training.Latest);
        Assert.False(training.HasCheckpoint);
    }

    [Fact]
    public void Equal_plans_give_equal_names_and_another_seed_others()
    {
        string[] a = End(7), b = End(7), c = End(8);
        Assert.Equal(a, b);
        Assert.NotEqual(a, c);

        string[] End(int seed)
        {
            var training = new LiveTraining(new TrainPlan("mlp", "nelbo") { Steps = 20, Seed = seed }, _folder);
            _worker.Begin(training.Train);
            Await.Until(() => !_worker.IsBusy);
            Assert.Null(training.Trouble);
            Assert.True(training.IsFinished);
            Assert.Equal(20, training.Latest!.Progress.Step);
            return [.. training.Latest.Samples.Select(board => board.Name)];
        }
    }

    [Theory]
    [InlineData("mlp", "nelbo")]
    [InlineData("residual", "nelbo")]
    [InlineData("transformer", "nelbo")]
    [InlineData("gpt", "likelihood")]
    [InlineData("microgpt", "likelihood")]
    public void Own_words_of_another_alphabet_are_learned_and_can_be_played(string architecture, string recipe)
    {
        string path = Path.Combine(_folder, "colours.txt");
        File.WriteAllLines(path, ["κόκκινο", "πράσινο", "γαλάζιο", "κίτρινο", "μαύρο", "λευκό"]);
        var training = new LiveTraining(new TrainPlan(architecture, recipe, path) { Steps = 3 }, _folder);
        _worker.Begin(training.Train);
        Await.Until(() => !_worker.IsBusy);
        Assert.Null(training.Trouble);
        Assert.StartsWith("6 words", training.About);
        Assert.Contains('κ', training.Latest!.Samples[0].Alphabet.Letters);
        Assert.Equal(24, training.Latest.Samples[0].Slots);
        Assert.True(float.IsNaN(training.Latest.Curve[^1].HeldOut), "nothing is held out of six words");
        Assert.Equal(architecture, DenoiserCatalog.Create(training.Result!, "own").Architecture);
        Assert.Equal(6, TrainingNames.Of(DenoiserCatalog.Create(training.Result!, "own"))!.Count);
    }

    [Fact]
    public void A_list_says_what_it_holds_and_what_of_it_is_left_out_and_noise_is_noise_before_anything_is_learned()
    {
        string path = Path.Combine(_folder, "mine.txt");
        File.WriteAllLines(path, [.. Enumerable.Range(0, 40).Select(i => $"word{(char)('a' + i % 26)}{(char)('a' + i / 26)}"), new string('w', 60)]);
        var training = new LiveTraining(new TrainPlan("mlp", "nelbo", path), _folder);
        _worker.Begin(training.Prepare);
        Await.Until(() => !_worker.IsBusy);
        Assert.Null(training.Trouble);
        Assert.StartsWith("40 words, 26 letters", training.About);
        Assert.Contains("too long", training.LeftOut);
        Assert.Null(training.Latest);
        Assert.False(training.HasCheckpoint);
        Assert.Equal(LiveTraining.Samples, training.Untrained!.Samples.Select(board => board.Name).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_training_that_has_done_all_its_steps_says_a_word_and_plays_a_sound_once(bool sound)
    {
        Stage stage = NewStage(sound);
        using TrainScene scene = Scene(stage, steps: 3);
        scene.Update(Key(KeyboardKey.Space), stage.Now);
        Await.Until(() => Goes(scene, stage) && stage.Notice is not null);
        Assert.Matches("^It has learned all it can here: of these eight, [0-8] known by heart, [0-8] new. Play it.$", stage.Notice);
        Assert.Contains("running=False asks=False step=3 ", scene.Status, StringComparison.Ordinal);
        for (int frame = 0; frame < 20; frame++)
            Goes(scene, stage);
        Assert.Equal(sound ? (Effect.Finish, 1) : (default, 0), stage.Heard);
        // Again is a training of its own, with an end of its own.
        scene.Update(Key(KeyboardKey.Space), stage.Now);
        Await.Until(() => Goes(scene, stage) && stage.Heard.Count == (sound ? 2 : 0) && scene.Status.Contains("finished=True", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_is_no_end()
    {
        Stage stage = NewStage(sound: true);
        using TrainScene scene = Scene(stage, steps: 100_000);
        scene.Update(Key(KeyboardKey.Space), stage.Now);
        Await.Until(() => Goes(scene, stage) && scene.Shown is { Progress.Step: > 0 });
        scene.Update(Key(KeyboardKey.Space), stage.Now);
        Await.Until(() => Goes(scene, stage) && scene.Status.Contains("running=False", StringComparison.Ordinal) && !scene.NeedsFrame(stage.Now));
        Assert.Equal((0, null), (stage.Heard.Count, stage.Notice));
    }

    [Theory]
    [InlineData("mlp", "nelbo", "nowhere.txt", "nowhere.txt")]
    public void What_cannot_be_learned_is_said_in_one_line(string architecture, string recipe, string data, string said)
    {
        var training = new LiveTraining(new TrainPlan(architecture, recipe, data), _folder);
        _worker.Begin(training.Train);
        Await.Until(() => !_worker.IsBusy);
        Assert.Contains(said, training.Trouble);
        Assert.DoesNotContain("\n", training.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void An_autoregressive_denoiser_has_a_curve_of_its_exact_likelihood()
    {
        var training = new LiveTraining(new TrainPlan("microgpt", "likelihood") { Steps = 5 }, _folder);
        _worker.Begin(training.Train);
        Await.Until(() => !_worker.IsBusy);
        Assert.InRange(training.Latest!.Curve[^1].HeldOut, 10, 60);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_in_one_line()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var training = new LiveTraining(Long, Path.Combine(_folder, "file"));
        _worker.Begin(training.Train);
        Await.Until(() => !_worker.IsBusy);
        Assert.Contains("file", training.Trouble);
        Assert.DoesNotContain("\n", training.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window() => SceneLayouts.ForAll(shell =>
    {
        var layout = new TrainLayout(shell);
        SceneLayouts.AssertApart(
            shell, [layout.Denoiser, layout.Recipe, layout.Data, layout.StartButton, layout.ResetButton, layout.PlayButton, layout.SaveButton, layout.Curves, layout.Samples, layout.Hint]);
        SceneLayouts.AssertWithin(layout.Samples, layout.Rows);
        SceneLayouts.AssertWithin(layout.Curves, [layout.Plot]);
    });

    [Fact]
    public void Every_text_fits_its_place() => SceneLayouts.ForAll(shell =>
    {
        var layout = new TrainLayout(shell);
        Typography text = SceneLayouts.Typography(shell);
        foreach (string word in (string[])["Start", "Pause", "Go on", "Again", "Reset", "Play it", "Save"])
            SceneLayouts.AssertFits(text, TextStyle.BodyStrong, word, layout.StartButton.Width);
        foreach (string architecture in DenoiserCatalog.Names)
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, architecture, layout.Denoiser.Width - shell.Pixels(48));
        foreach (string recipe in DenoiserCatalog.RecipeNames)
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, recipe, layout.Recipe.Width - shell.Pixels(48));
        foreach (string data in Presets.Names)
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, TrainPlan.NameOf(data), layout.Data.Width - shell.Pixels(48));
        float head = text.Measure(TextStyle.BodyStrong, "step 100,000 of 100,000") + text.Measure(TextStyle.Body, "1,000,000 names a second");
        Assert.True(head <= layout.Curves.Width - shell.Pixels(48), $"the curves' head, {head} in {layout.Curves.Width}");
        SceneLayouts.AssertFits(text, TextStyle.Hint, "104,819 words, 62 letters, 24 slots", layout.Curves.Width - shell.Pixels(40));
        SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "step 100,000 is kept: Go on takes it from there", layout.Curves.Width - shell.Pixels(40));
        SceneLayouts.AssertFits(text, TextStyle.Hint, "nats a word: lower is better. Pure chance stands near 40.", layout.Plot.Width);
        SceneLayouts.AssertFits(text, TextStyle.Hint, "12,345 entries skipped: 12,345 with letters outside the alphabet", layout.Curves.Width - shell.Pixels(40));
        float samples = text.Measure(TextStyle.BodyStrong, "Eight names, now") + text.Measure(TextStyle.Hint, "noise, until you press Start") + shell.Pixels(48);
        Assert.True(samples <= layout.Samples.Width, $"the samples' head, {samples} in {layout.Samples.Width}");
        SceneLayouts.AssertFits(text, TextStyle.Fact, "noise, until you press Start", layout.Samples.Width);
        SceneLayouts.AssertFits(text, TextStyle.Hint, "Press Start and watch noise turn into names. Drop a file of words to teach it yours.", layout.Hint.Width);
        float legend = text.Measure(TextStyle.Hint, "loss") + text.Measure(TextStyle.Hint, "words held out: 100.00 nats each") + shell.Pixels(72);
        Assert.True(legend <= layout.Plot.Width, $"the legend, {legend} in {layout.Plot.Width}");
        SceneLayouts.AssertFits(text, TextStyle.Hint, "100.0", layout.Plot.X - layout.Curves.X - shell.Pixels(8));
        Assert.True(layout.Plot.Y - layout.Curves.Y >= shell.Pixels(48) + text.Size(TextStyle.Hint), "the plot touches its head");
        SceneLayouts.AssertFits(text, TextStyle.HintStrong, "m", MiniRow.Tile(layout.Rows[0], 0, 16).Width);
    });

    private static Stage NewStage(bool sound)
    {
        var denoiser = new StandInDenoiser();
        return new Stage
        {
            Layout = ShellLayout.For(1280, 720, 1),
            Memory = new Memory { Settings = new Settings(Sound: sound) },
            Denoiser = denoiser,
            Board = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7),
        };
    }

    /// <summary>The scene over a short list of words. It draws nothing here, so it needs no canvas.</summary>
    private TrainScene Scene(Stage stage, int steps)
    {
        string path = Path.Combine(_folder, "colours.txt");
        File.WriteAllLines(path, ["red", "green", "blue", "yellow", "black", "white"]);
        var scene = new TrainScene(stage, null!, _folder) { Steps = steps };
        scene.TakeData(path);
        // A choice takes the number of steps: another denoiser, and back.
        scene.Update(Key(KeyboardKey.Left), stage.Now);
        scene.Update(Key(KeyboardKey.Right), stage.Now);
        return scene;
    }

    /// <summary>Lets a frame pass.</summary>
    private static bool Goes(TrainScene scene, Stage stage)
    {
        // The notice has not gone yet.
        stage.Tick(stage.Now + 0.001);
        scene.Update(new Input(), stage.Now);
        return true;
    }

    private static Input Key(KeyboardKey key)
    {
        var input = new Input();
        input.Press(key);
        return input;
    }

    private TrainSnapshot Look(LiveTraining training)
    {
        _worker.Begin(training.Train);
        Await.Until(() => training.Latest is { Progress.Step: > 0 } || training.Trouble is not null);
        Assert.Null(training.Trouble);
        return training.Latest!;
    }
}
