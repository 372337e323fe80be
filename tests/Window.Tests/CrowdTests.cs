using Unmask.Toy.Game.Crowd;
using Xunit;

namespace Unmask.Window.Tests;

public class CrowdTests
{
    [Fact]
    public void A_click_takes_a_name_of_the_crowd_home()
    {
        using LiveWindow window = LiveWindow.Open(["ma"]);
        window.Press("F2");
        window.Until("a finished wave", () => window.SceneField("finished") == "64");
        window.Keep("finished");
        window.Click(new CrowdLayout(window.Shell, 12).Rows[5]);
        window.Until("home", () => window.SceneField("name") == "Play" && window.Row.StartsWith("ma", StringComparison.Ordinal) && window.Field("masked") == "0");
        window.Press("ctrl+z");
        window.Until("the game before", () => window.Row == "ma__________");
    }
}
