using Xunit;

namespace Unmask.Window.Tests;

public class EngineTests
{
    [Fact]
    public void It_measures_and_shows_the_code_of_the_kernel_that_is_picked()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Press("F6");
        window.Until("the scene", () => window.SceneField("kernel").Length > 0);
        string kernel = window.SceneField("kernel");
        window.Press("Right");
        window.Until("another kernel", () => window.SceneField("kernel") != kernel);
        window.Press("Down", "Down");
        window.Until("its third line", () => window.SceneField("line") == "2");
        window.Until("a measurement", () => window.SceneField("measured") is not ("0" or ""));
        window.Keep("measured");
    }
}
