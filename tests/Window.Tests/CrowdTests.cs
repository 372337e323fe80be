using System.Globalization;
using Unmask.Toy.Window.Crowd;
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
}
