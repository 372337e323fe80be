using Unmask.Toy.Play;
using Unmask.Toy.Window.Duel;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

/// <summary>What the tour and the duel say has room at every size.</summary>
public class SceneTextTests
{
    [Fact]
    public void The_tours_lines_end_before_the_button_that_skips_it() => SceneLayouts.ForAll(shell =>
    {
        var layout = new PlayLayout(shell, 12, 27);
        Typography text = SceneLayouts.Typography(shell);
        SceneLayouts.AssertFits(text, TextStyle.Hint, "Skip", layout.SkipButton.Width);
        Assert.False(layout.SkipButton.Overlaps(layout.Hint));
        var tour = new Tour();
        tour.Begin();
        foreach (Deed deed in (Deed[])[Deed.Reveal, Deed.Force, Deed.TakeBack, Deed.Scrub])
        {
            SceneLayouts.AssertFits(text, TextStyle.Body, tour.Line!, layout.Hint.Width);
            tour.See(deed);
        }
        SceneLayouts.AssertFits(text, TextStyle.Body, "That is all there is to it. Make a name.", layout.Hint.Width);
    });

    [Fact]
    public void A_duels_words_have_room() => SceneLayouts.ForAll(shell =>
    {
        foreach (int slots in (int[])[12, 16, 24])
        {
            var layout = new DuelLayout(shell, slots);
            Typography text = SceneLayouts.Typography(shell) with { TileSize = layout.TileText };
            foreach (string level in (string[])["easy", "medium", "hard"])
                SceneLayouts.AssertFits(text, TextStyle.BodyStrong, level, layout.Levels[0].Width);
            SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "daily puzzle", layout.DailyButton.Width);
            SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "New duel", layout.NewButton.Width);
            SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "Next name", layout.GoButton.Width);
            float side = text.Measure(TextStyle.Body, "denoiser") + text.Measure(TextStyle.Title, "1000") + shell.Pixels(48);
            Assert.True(side <= layout.Denoiser.Width, $"a side: {side} in {layout.Denoiser.Width}");
            SceneLayouts.AssertFits(text, TextStyle.Fact, "name 10 of 10", layout.Middle.Width);
            SceneLayouts.AssertFits(text, TextStyle.Body, "Type a letter here: right pays 2 to 7, the more the less the denoiser expects it.", layout.Rule.Width);
            SceneLayouts.AssertFits(text, TextStyle.Body, "The name, or what is missing of it, then Enter: 72 points. One slip, and a letter is shown.", layout.Rule.Width);
            SceneLayouts.AssertFits(text, TextStyle.Fact, "The denoiser placed m: 7 points, it had 100%.", layout.Messages[0].Width);
            SceneLayouts.AssertFits(text, TextStyle.Fact, "christopherchristopherma: 2,100,000 people since 1880, rank 100; the denoiser never saw it", layout.Messages[1].Width);
            SceneLayouts.AssertFits(text, TextStyle.Title, "The denoiser wins by 100.", layout.FinaleTitle.Width);
            SceneLayouts.AssertFits(text, TextStyle.Tile, "m", layout.Tiles[0].Width);
        }
    });
}
