using Unmask.Toy.Window.Keys;
using Xunit;

namespace Unmask.Window.Tests;

public class ShellTests
{
    [Fact]
    public void F11_fills_the_screen_and_gives_the_size_back()
    {
        using LiveWindow window = LiveWindow.Open();
        window.Resize(1000, 640);
        window.Until("a smaller window", () => window.SceneField("size") == "1000x640");
        window.Press("F11");
        window.Until("the whole screen", () => window.SceneField("size") == "1280x720");
        window.Press("m", "F11");
        window.Until("the size before", () => window.SceneField("size") == "1000x640");
        Assert.Equal("m___________", window.Row);
    }

    [Fact]
    public void Resizing_while_a_run_is_shown_loses_nothing()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.Press("Return");
        foreach ((int width, int height) in ((int, int)[])[(1000, 640), (960, 720), (1280, 600), (1100, 700)])
        {
            window.Resize(width, height);
            window.Until("the size", () => window.SceneField("size") == $"{width}x{height}");
        }
        window.Until("a finished name", () => window.Field("masked") == "0" && window.Field("playing") == "False");
        Assert.StartsWith("ma", window.Row);
        Assert.Empty(window.Said);
    }

    [Fact]
    public void F8_and_the_button_change_the_theme_at_once()
    {
        using LiveWindow window = LiveWindow.Open();
        Assert.Equal<byte>([0x10, 0x13, 0x1c], window.Pixels(new(2, 2, 1, 1)));
        window.Press("F8");
        window.Until("light", () => window.SceneField("theme") == "light");
        window.Keep("light");
        Assert.Equal<byte>([0xf7, 0xf6, 0xf2], window.Pixels(new(2, 2, 1, 1)));
        window.Click(window.Shell.ThemeButton);
        window.Until("dark", () => window.SceneField("theme") == "dark");
    }

    [Fact]
    public void Tabs_and_keys_change_the_scene_and_the_game_waits_where_it_was()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.Click(window.Shell.Tabs[(int)SceneKind.Race]);
        window.Until("the race", () => window.SceneField("name") == "Race");
        window.Press("F2");
        window.Until("the crowd", () => window.SceneField("name") == "Crowd");
        window.Press("F6");
        window.Until("the engine", () => window.SceneField("name") == "Engine");
        window.Press("Escape");
        window.Until("home", () => window.SceneField("name") == "Play");
        Assert.Equal("ma__________", window.Row);
    }
}
