using System.Globalization;
using Unmask.Toy.Window.Crowd;
using Unmask.Toy.Window.Ui;
using Xunit;

namespace Unmask.Window.Tests;

public class CrowdTests
{
    [Fact]
    public void A_click_takes_a_name_of_the_crowd_home()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.Press("F2");
        window.Until("the crowd", () => window.SceneField("name") == "Crowd");
        Box row = new CrowdLayout(window.Shell, 12).Rows[5];
        window.Move(row.Center);
        window.Until("a finished wave", () => window.SceneField("finished") == "64" && window.SceneField("picked") == "5");
        // The wave stays while the player chooses, longer than it would otherwise.
        Thread.Sleep(TimeSpan.FromSeconds(2.5));
        Assert.Equal("64", window.SceneField("finished"));
        window.Keep("finished");
        window.Click(row);
        window.Until("home", () => window.SceneField("name") == "Play" && window.Row.StartsWith("ma", StringComparison.Ordinal) && window.Field("masked") == "0");
        // It comes with its whole game: its timeline can be walked, and its code copied.
        string name = window.Row;
        window.Press("ctrl+c");
        window.Keep("home");
        window.Press("Prior", "Prior");
        window.Until("two moments back", () => int.Parse(window.Field("place"), CultureInfo.InvariantCulture) == int.Parse(window.Field("of"), CultureInfo.InvariantCulture) - 3);
        window.Press("ctrl+v");
        window.Until("the same game again", () => window.Row == name && window.Field("playing") == "False");
        window.Press("ctrl+z");
        window.Until("its beginning", () => window.Row == "ma__________");
    }

    [Fact]
    public void Temperature_and_passes_are_at_hand_and_hold_in_Play_too()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        string passes = window.Field("steps");
        window.Press("F2");
        window.Until("the crowd", () => window.SceneField("temperature").Length > 0);
        string before = window.SceneField("temperature");
        window.Press("plus", "plus");
        window.Until("more heat", () => window.SceneField("temperature") != before);
        var layout = new CrowdLayout(window.Shell, 12);
        window.Click(layout.Knobs[1].Left(20));
        window.Keep("knobs");
        window.Press("F4");
        window.Until("the race", () => window.SceneField("ready") == "yes");
        window.Keep("race");
        window.Press("F7");
        window.Until("fewer passes", () => window.Field("steps") != passes);
    }
}
