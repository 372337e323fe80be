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
        Await(window, "a measured kernel", () => window.SceneField("kerneltimes") == "True");
        Await(window, "a measured denoiser", () => window.SceneField("measured") is not ("0" or ""));
        Await(window, "names of both sides", () => window.SceneField("plain") is not ("0" or "") && window.SceneField("generated") is not ("0" or ""));
        window.Keep("measured");
        // The chip switches code, kernel, race and bars.
        string one = window.SceneField("line");
        window.Click(new EngineLayout(window.Shell).RowChips[1]);
        window.Until("64 rows", () => window.SceneField("rows") == "64" && window.SceneField("line") != one);
        Await(window, "the kernel on 64 rows", () => window.SceneField("on") == "64-rows");
        Await(window, "names of 64 rows", () => window.SceneField("generated") is not ("0" or ""));
        window.Keep("many");
        window.Press("F2");
        window.Until("the crowd", () => window.SceneField("name") == "Crowd");
    }

    /// <summary>Waits with a hand on the mouse: without one, the scene rests after a while, and a busy machine may need longer.</summary>
    private static void Await(LiveWindow window, string what, Func<bool> condition)
    {
        float x = 0;
        window.Until(what, () =>
        {
            window.Move(new(window.Shell.Width - 8 + (x = 4 - x), window.Shell.Height - 4));
            return condition();
        });
    }
}
