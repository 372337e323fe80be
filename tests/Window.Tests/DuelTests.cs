using Unmask.Toy.Duel;
using Unmask.Toy.Game.Duel;
using Xunit;

namespace Unmask.Window.Tests;

public class DuelTests
{
    [Fact]
    public void A_duel_is_played_to_its_end_with_clicks_and_keys()
    {
        using LiveWindow window = LiveWindow.Open(["--still"]);
        window.Press("F5");
        window.Until("a duel", () => window.SceneField("round") == "0");
        var layout = new DuelLayout(window.Shell, 12);
        for (int round = 0; round < DuelGame.Rounds; round++)
        {
            while (window.SceneField("masked") != "0")
            {
                window.Until("the player's turn", () => window.SceneField("turn") == "player" || window.SceneField("masked") == "0");
                if (window.SceneField("masked") == "0")
                    break;
                string masked = window.SceneField("masked");
                window.Press(window.SceneField("hidden")[int.Parse(window.SceneField("cursor"))].ToString());
                window.Until("the letter", () => window.SceneField("masked") != masked);
            }
            if (round == DuelGame.Rounds - 1)
                break;
            window.Click(layout.GoButton);
            window.Until("the next name", () => window.SceneField("round") == $"{round + 1}");
        }
        window.Until("the end", () => window.SceneField("over") == "True");
        window.Keep("over");
        Assert.True(int.Parse(window.SceneField("player")) > 0);
        window.Click(layout.Levels[2]);
        window.Until("another level", () => window.SceneField("level") == "Hard" && window.SceneField("round") == "0");
    }
}
