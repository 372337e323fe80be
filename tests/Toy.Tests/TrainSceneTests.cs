using System.Diagnostics;
using Unmask.Toy.Catalog;
using Unmask.Toy.Game.Train;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Tests;

public sealed class TrainSceneTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("unmask-train-").FullName;

    private string Output => Path.Combine(folder, "mlp-nelbo.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_pause_keeps_what_was_learned_and_the_next_worker_goes_on_from_there()
    {
        var first = new TrainWorker("mlp", "nelbo", 100_000, Output);
        TrainSnapshot before = Look(first, step: 1);
        first.Pause();
        Assert.False(first.IsRunning);
        Assert.NotNull(first.Result);
        Assert.Equal("mlp", DenoiserCatalog.Load(Output, null).Architecture);
        int learned = first.Latest!.Progress.Step;
        Assert.True(learned >= before.Progress.Step);
        Assert.Equal(TrainWorker.Samples, before.Samples.Length);
        Assert.All(before.Samples, board => Assert.True(board.IsFinished));
        Assert.Equal(before.Losses.Length, before.HeldOut.Length);

        // As after the window was closed and opened again.
        var second = new TrainWorker("mlp", "nelbo", 100_000, Output);
        TrainSnapshot after = Look(second, step: 1);
        second.Pause();
        Assert.True(after.Progress.Step > learned, $"{after.Progress.Step} after {learned}");
    }

    [Fact]
    public void Reset_forgets()
    {
        var worker = new TrainWorker("mlp", "nelbo", 100_000, Output);
        Look(worker, step: 1);
        worker.Reset();
        Assert.False(worker.IsRunning);
        Assert.Null(worker.Latest);
        Assert.False(File.Exists(Output + ".checkpoint"));
    }

    [Fact]
    public void Training_ends_by_itself_and_its_names_are_those_of_the_same_seeds()
    {
        TrainSnapshot a = End(), b = End();
        Assert.Equal(20, a.Progress.Step);
        Assert.Equal(a.Samples.Select(board => board.Name), b.Samples.Select(board => board.Name));

        TrainSnapshot End()
        {
            var worker = new TrainWorker("mlp", "nelbo", 20, Output);
            worker.Start();
            Await(() => !worker.IsRunning);
            Assert.Null(worker.Trouble);
            return worker.Latest!;
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_in_one_line()
    {
        var worker = new TrainWorker("mlp", "nelbo", 20, Path.Combine(folder, "nowhere", "a.safetensors"));
        worker.Start();
        Await(() => !worker.IsRunning);
        Assert.Contains("a.safetensors", worker.Trouble);
        Assert.DoesNotContain("\n", worker.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window() => SceneLayouts.ForAll(shell =>
    {
        var layout = new TrainLayout(shell);
        SceneLayouts.AssertApart(
            shell, [layout.Denoiser, layout.Recipe, layout.StartButton, layout.ResetButton, layout.PlayButton, layout.SaveButton, layout.Curves, layout.Samples, layout.Hint]);
        SceneLayouts.AssertWithin(layout.Samples, layout.Rows);
        SceneLayouts.AssertWithin(layout.Curves, [layout.Plot]);
    });

    [Fact]
    public void Every_text_fits_its_place() => SceneLayouts.ForAll(shell =>
    {
        var layout = new TrainLayout(shell);
        Typography text = SceneLayouts.Typography(shell);
        foreach (string word in (string[])["Start", "Pause", "Go on", "Reset", "Play it", "Save"])
            SceneLayouts.AssertFits(text, TextStyle.BodyStrong, word, layout.StartButton.Width);
        foreach (DenoiserKind kind in DenoiserCatalog.Kinds)
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, kind.Name, layout.Denoiser.Width - shell.Pixels(48));
        float head = text.Measure(TextStyle.BodyStrong, "step 100,000 of 100,000") + text.Measure(TextStyle.Body, "1,000,000 names a second");
        Assert.True(head <= layout.Curves.Width - shell.Pixels(48), $"the curves' head, {head} in {layout.Curves.Width}");
        float legend = text.Measure(TextStyle.Hint, "loss") + text.Measure(TextStyle.Hint, "names held out: 100.00 nats each") + shell.Pixels(48);
        Assert.True(legend <= layout.Plot.Width, $"the legend, {legend} in {layout.Plot.Width}");
        SceneLayouts.AssertFits(text, TextStyle.Hint, "100.0", layout.Plot.X - layout.Curves.X - shell.Pixels(8));
        SceneLayouts.AssertFits(text, TextStyle.HintStrong, "m", MiniRow.Tile(layout.Rows[0], 0, 12).Width);
    });

    private static TrainSnapshot Look(TrainWorker worker, int step)
    {
        worker.Start();
        Await(() => worker.Latest is { } latest && latest.Progress.Step >= step || worker.Trouble is not null);
        Assert.Null(worker.Trouble);
        return worker.Latest!;
    }

    private static void Await(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "nothing happened");
            Thread.Sleep(5);
        }
    }
}
