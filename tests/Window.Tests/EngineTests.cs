using System.Numerics;
using Unmask.Toy.Window.Engine;
using Xunit;

namespace Unmask.Window.Tests;

public class EngineTests
{
    [Fact]
    public void It_measures_and_shows_the_code_of_the_kernel_that_is_picked_and_the_slider_drives_the_crowd()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("F6");
        window.Until("the scene", () => window.SceneField("kernel").Length > 0);
        string kernel = window.SceneField("kernel");
        window.Press("Right");
        window.Until("another kernel", () => window.SceneField("kernel") != kernel);
        int line = int.Parse(window.SceneField("line"));
        window.Press("Down", "Down");
        window.Until("two lines further", () => window.SceneField("line") == $"{line + 2}");
        window.Press("Left");
        window.Until("a measured kernel", () => window.SceneField("kerneltimes") == "True");
        window.Until("a measured denoiser", () => window.SceneField("measured") is not ("0" or ""));
        window.Until("names of the crowd", () => window.SceneField("crowd") is not ("0" or ""));
        var layout = new EngineLayout(window.Shell);
        window.Click(new Vector2(layout.Slider.X + 8, layout.Slider.Bottom - 12));
        window.Until("plain loops", () => window.SceneField("kernels") == "Loops");
        window.Keep("measured");
        window.Press("F2");
        window.Until("the crowd by plain loops", () => window.SceneField("name") == "Crowd");
    }
}
