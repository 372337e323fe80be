using Unmask.Model.Text;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;
using Unmask.Window.Player;
using Xunit;

namespace Unmask.Window.Tests;

public sealed class TrainTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("unmask-train-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Training_starts_pauses_and_its_denoiser_can_be_played()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home);
        window.Press("F3");
        window.Until("the scene", () => window.SceneField("name") == "Train");
        var layout = new TrainLayout(window.Shell);
        window.Click(layout.StartButton);
        window.Until("steps", () => int.Parse(window.SceneField("step")) > 0);
        Assert.Equal("True", window.SceneField("running"));
        window.Keep("training");
        window.Press("space");
        window.Until("a pause", () => window.SceneField("running") == "False");
        window.Click(layout.SaveButton);
        window.Until("a file", () => Directory.Exists(Path.Combine(_home, "models")) && Directory.GetFiles(Path.Combine(_home, "models"), "unmask-*").Length == 1);
        window.Click(layout.PlayButton);
        window.Until("home", () => window.SceneField("name") == "Play");
        window.Press("Return");
        window.Until("a name", () => window.Field("masked") == "0");
    }

    [Fact]
    public void After_a_restart_it_offers_to_go_on_and_does()
    {
        string kept;
        using (LiveWindow window = LiveWindow.OpenAtHome(_home, ["--scene=Train"]))
        {
            window.Until("the scene", () => window.SceneField("name") == "Train");
            window.Press("space");
            window.Until("steps", () => int.Parse(window.SceneField("step")) > 0);
            window.Press("space");
            window.Until("a pause", () => window.SceneField("running") == "False");
            window.Until("a checkpoint", () => Directory.GetFiles(Path.Combine(_home, "models"), "*.checkpoint").Length == 1);
            kept = window.SceneField("step");
        }
        using LiveWindow again = LiveWindow.OpenAtHome(_home, ["--scene=Train"]);
        again.Until("the offer", () => again.SceneField("kept") is not ("0" or ""));
        again.Keep("offered");
        again.Press("space");
        again.Until("steps beyond it", () => int.Parse(again.SceneField("step")) > int.Parse(kept));
    }
}

[Collection("off-screen")]
public sealed class TrainDropTests
{
    [Fact]
    public void Words_that_are_dropped_on_the_window_in_any_scene_are_what_Train_learns()
    {
        using Stream names = typeof(Alphabet).Assembly.GetManifestResourceStream("ssa-names.csv")!;
        using var stage = new OffscreenStage(new NeighborDenoiser(names), 960, 600, Theme.Dark);
        string list = Path.Combine(Path.GetTempPath(), "colours.txt");
        File.WriteAllLines(list, ["red", "green", "blue"]);
        stage.Frame(new Input { Dropped = [list] }, 0.1);
        File.Delete(list);
        Assert.IsType<TrainScene>(stage.Scene);
        Assert.EndsWith("data=colours.txt", stage.Scene.Status);
    }
}
