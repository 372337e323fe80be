using Unmask.Toy.Play.Duel;
using Unmask.Toy.Window.Duel;
using Xunit;

namespace Unmask.Window.Tests;

public sealed class DuelTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void A_duel_is_played_to_its_end_with_clicks_and_keys()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["--still"]);
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
        window.Until("its score in the table", () => window.SceneField("scores") == "1");
        window.Keep("over");
        int points = int.Parse(window.SceneField("player"));
        Assert.True(points > 0);
        window.Until("its score on disk", () => File.Exists(Path.Combine(_home, "scores.json")));
        Assert.Contains($"\"points\": {points}", File.ReadAllText(Path.Combine(_home, "scores.json")), StringComparison.Ordinal);
        window.Click(layout.Levels[2]);
        window.Until("another level", () => window.SceneField("level") == "Hard" && window.SceneField("round") == "0" && window.SceneField("scores") == "0");
        window.Click(layout.DailyButton);
        window.Until("the puzzle of the day", () => window.SceneField("daily") == "True");
        Assert.Equal("Hard", window.SceneField("level"));
    }

    [Fact]
    public void The_whole_name_is_guessed_and_the_finale_stays_until_another_duel_is_asked_for()
    {
        using LiveWindow window = LiveWindow.OpenAtHome(_home, ["--still"]);
        window.Press("F5");
        window.Until("a duel", () => window.SceneField("round") == "0");
        window.Keep("begin");
        for (int round = 0; round < DuelGame.Rounds; round++)
        {
            // The denoiser begins every other round; with one letter left, that is placed.
            window.Until("the player's turn", () => window.SceneField("round") == $"{round}" && window.SceneField("turn") == "player");
            bool isLastLetter = window.SceneField("masked") == "1";
            if (!isLastLetter)
            {
                window.Press("Return");
                window.Until("a guess", () => window.SceneField("guess") == "True");
            }
            Type(window);
            if (round == 0)
                window.Keep("guess");
            if (!isLastLetter)
                window.Press("Return");
            window.Until("the name", () => window.SceneField("masked") == "0");
            if (round == 0)
                window.Keep("named");
            if (round < DuelGame.Rounds - 1)
                window.Press("Return");
        }
        window.Until("the end", () => window.SceneField("over") == "True");
        window.Press("Return", "space");
        Assert.Equal("True", window.SceneField("over"));
        window.Press("ctrl+c");
        window.Keep("finale");
        window.Click(new DuelLayout(window.Shell, 12).FinaleButtons[1]);
        window.Until("another duel", () => window.SceneField("over") == "False" && window.SceneField("round") == "0");
    }

    private static void Type(LiveWindow window)
    {
        // Known letters are skipped, so only the hidden ones are typed.
        foreach (int slot in window.SceneField("fog").Split(',').Select(int.Parse))
            window.Press(window.SceneField("hidden")[slot].ToString());
    }
}
