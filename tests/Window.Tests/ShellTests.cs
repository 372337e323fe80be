using Unmask.Toy.Game;
using Xunit;

namespace Unmask.Window.Tests;

public class ShellTests
{
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
