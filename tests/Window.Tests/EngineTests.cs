using Unmask.Toy.Window.Engine;
using Xunit;

namespace Unmask.Window.Tests;

public class EngineTests
{
    [Fact]
    public void It_races_and_measures_and_shows_the_code_of_the_kernel_that_is_picked()
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
        int column = int.Parse(window.SceneField("column"));
        window.Press("shift+Right");
        window.Until("further right", () => window.SceneField("column") == $"{column + 8}");
        window.Press("Left");
        window.Until("a measured kernel", () => window.SceneField("kerneltimes") == "True");
        window.Until("a measured denoiser", () => window.SceneField("measured") is not ("0" or ""));
        window.Until("names of both sides", () => window.SceneField("plain") is not ("0" or "") && window.SceneField("generated") is not ("0" or ""));
        window.Keep("measured");
        // The chip switches code, kernel, race and bars.
        string one = window.SceneField("line");
        window.Click(new EngineLayout(window.Shell).RowChips[1]);
        window.Until("64 rows", () => window.SceneField("rows") == "64" && window.SceneField("line") != one);
        window.Until("the kernel on 64 rows", () => window.SceneField("on") == "64-rows");
        window.Until("names of 64 rows", () => window.SceneField("generated") is not ("0" or ""));
        window.Keep("many");
        window.Press("F2");
        window.Until("the crowd", () => window.SceneField("name") == "Crowd");
    }
}
