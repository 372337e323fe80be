using Unmask.Model;
using Unmask.Model.Diffusion;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Train;
using Unmask.Toy.Window.Help;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

/// <summary>What the program says of itself: the sheet of keys, and the words for what can be chosen.</summary>
public class HelpSheetTests
{
    [Fact]
    public void Every_shortcut_is_on_the_sheet()
    {
        string sheet = string.Join(" | ", HelpSheet.Columns.SelectMany(column => column).Select(line => $"{line.Keys}, {line.What}"));
        foreach (Intent intent in Enum.GetValues<Intent>().Where(intent => intent != Intent.None))
            Assert.Contains(Shortcuts.KeysOf(intent), sheet);
    }

    [Fact]
    public void The_sheet_has_room_at_every_size() => SceneLayouts.ForAll(shell =>
    {
        var layout = new HelpLayout(shell);
        Typography text = SceneLayouts.Typography(shell);
        SceneLayouts.AssertApart(shell, [layout.Title, layout.CloseButton, layout.TourButton, .. Enumerable.Range(0, HelpLayout.Columns).SelectMany(column => Enumerable.Range(0, HelpLayout.MostLines).Select(line => layout.Line(column, line)))]);
        SceneLayouts.AssertFits(text, TextStyle.Title, HelpSheet.Title, layout.Title.Width);
        SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "Take the tour", layout.TourButton.Width);
        Assert.True(layout.Line(0, 0).Height >= text.Size(TextStyle.BodyStrong), $"a line is {layout.Line(0, 0).Height} high");
        foreach ((string keys, string what) in HelpSheet.Columns.SelectMany(column => column))
        {
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, keys, layout.Keys(0, 0).Width);
            SceneLayouts.AssertFits(text, keys.Length == 0 ? TextStyle.BodyStrong : TextStyle.Hint, what, layout.What(0, 0).Width);
        }
        Assert.All(HelpSheet.Columns, column => Assert.True(column.Length <= HelpLayout.MostLines));
    });

    [Fact]
    public void Every_choice_has_words_of_its_own_seven_at_most()
    {
        AssertOwnWords(DenoiserCatalog.All.Select(architecture => architecture.Summary));
        AssertOwnWords(DenoiserCatalog.RecipeNames.Select(TrainPlan.WordsOf));
        AssertOwnWords(RevealOrders.All.Select(order => order.Summary));
        AssertOwnWords(Remaskings.All.Select(remasking => remasking.Summary));

        static void AssertOwnWords(IEnumerable<string> words)
        {
            string[] all = [.. words];
            Assert.Equal(all.Length, all.Distinct().Count());
            Assert.All(all, line => Assert.InRange(line.Split(' ').Length, 1, 7));
        }
    }

    [Fact]
    public void The_tour_asks_for_nothing_that_the_board_cannot_give()
    {
        var denoiser = new StandInDenoiser();
        var empty = new Board(denoiser.Alphabet, denoiser.Slots, SamplerSettings.Default(denoiser.Timesteps), seed: 7);
        Board full = ReverseProcess.Finish(empty, new Prediction(denoiser));
        var tour = new Tour();
        Assert.Null(tour.LineOn(full, 5));
        tour.Begin();
        Assert.Equal(tour.Line, tour.LineOn(empty, 1));
        Assert.Contains("Clear", tour.LineOn(full, 5));
        tour.See(Deed.Reveal);
        Assert.Equal(tour.Line, tour.LineOn(full, 5));
        tour.See(Deed.Force);
        Assert.Equal(tour.Line, tour.LineOn(full, 5));
        Assert.Contains("Type a letter", tour.LineOn(empty, 1));
        tour.See(Deed.TakeBack);
        Assert.Equal(tour.Line, tour.LineOn(full, 5));
        Assert.Contains("Type a letter", tour.LineOn(empty, 1));
    }
}
