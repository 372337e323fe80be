using Unmask.Toy.Game.Train;
using Xunit;

namespace Unmask.Window.Tests;

public class TrainTests
{
    [Fact]
    public void Training_starts_pauses_and_its_denoiser_can_be_played()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("F3");
        window.Until("the scene", () => window.SceneField("name") == "Train");
        var layout = new TrainLayout(window.Shell);
        window.Click(layout.StartButton);
        window.Until("steps", () => int.Parse(window.SceneField("step")) > 0);
        Assert.Equal("True", window.SceneField("running"));
        window.Keep("training");
        window.Press("space");
        window.Until("a pause", () => window.SceneField("running") == "False");
        window.Click(layout.PlayButton);
        window.Until("home", () => window.SceneField("name") == "Play");
        window.Press("Return");
        window.Until("a name", () => window.Field("masked") == "0");
    }
}
