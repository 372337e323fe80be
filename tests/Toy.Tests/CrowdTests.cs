using System.Numerics;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Play.Crowd;
using Unmask.Toy.Window.Crowd;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public class CrowdTests
{
    private static readonly StandInDenoiser Denoiser = new();

    private static Board Start => Pattern.Apply("ma", new Board(Denoiser.Alphabet, Denoiser.Slots, SamplerSettings.Default(Denoiser.Timesteps), seed: 5));

    [Fact]
    public void A_wave_ends_with_names_under_the_constraints_and_another_begins()
    {
        var game = new CrowdGame(Denoiser, Start, NameSet.LoadBuiltIn(Denoiser.Alphabet));
        double now = 0;
        while (game.State.Finished < CrowdGame.Size)
        {
            Assert.True(game.TryAdvance(now));
            Assert.False(game.TryAdvance(now), "a move before its time");
            now += 10;
        }
        Assert.All(game.State.Boards, board => Assert.StartsWith("ma", board.Name));
        Assert.All(game.State.Kinds, kind => Assert.NotNull(kind));
        Assert.Equal(CrowdGame.Size, game.State.Names);
        string[] first = [.. game.State.Boards.Select(board => board.Name)];

        Assert.False(game.TryAdvance(now, stays: true), "a finished wave does not stay");
        Assert.Equal(first, game.State.Boards.Select(board => board.Name));
        Assert.True(game.TryAdvance(now));
        Assert.Equal(0, game.State.Finished);
        Assert.All(game.State.Kinds, kind => Assert.Null(kind));
        for (now += 10; game.State.Finished < CrowdGame.Size; now += 10)
            game.TryAdvance(now);
        Assert.NotEqual(first, game.State.Boards.Select(board => board.Name));
        Assert.Equal(2 * CrowdGame.Size, game.State.Names);
        Assert.Equal(game.State.Names, game.State.Known + game.State.Real + game.State.New);
    }

    [Fact]
    public void A_row_that_is_a_whole_name_would_give_copies_so_the_crowd_goes_without_it()
    {
        Board whole = Pattern.Apply("maria$", Start);
        Assert.True(CrowdGame.LeavesNothing(whole));
        Assert.False(CrowdGame.LeavesNothing(Start));
        var game = new CrowdGame(Denoiser, whole, null);
        for (double now = 0; game.State.Finished < CrowdGame.Size; now += 10)
            game.TryAdvance(now);
        Assert.True(game.State.Unique > 10, $"{game.State.Unique} different names");
    }

    [Fact]
    public void A_row_moves_as_it_would_alone()
    {
        var game = new CrowdGame(Denoiser, Start, NameSet.LoadBuiltIn(Denoiser.Alphabet));
        Board alone = game.State.Boards[17];
        for (double now = 0; game.State.Finished < CrowdGame.Size; now += 10)
            game.TryAdvance(now);
        Assert.Equal(ReverseProcess.Finish(alone, new Prediction(Denoiser)), game.State.Boards[17]);
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window() => SceneLayouts.ForAll(shell =>
    {
        foreach (int slots in (int[])[12, 16, 24])
        {
            var layout = new CrowdLayout(shell, slots);
            SceneLayouts.AssertApart(shell, [.. layout.Filters, layout.Counters, layout.Kernels, .. layout.Rows, .. layout.Knobs, layout.Hint]);
            Assert.True(slots == 24 || layout.Rows.Length == CrowdGame.Size, "no room for everybody");
            Assert.True(layout.Rows.Length >= 40);
            Assert.Equal(39, layout.RowAt(layout.Rows[39].Center));
            Assert.Equal(-1, layout.RowAt(new Vector2(1, 1)));
        }
    });

    [Fact]
    public void Every_text_fits_its_place() => SceneLayouts.ForAll(shell =>
    {
        Typography text = SceneLayouts.Typography(shell);
        foreach (int slots in (int[])[12, 16, 24])
        {
            var layout = new CrowdLayout(shell, slots);
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, "m", MiniRow.Tile(layout.Tiles(0), 0, slots).Width + shell.Pixels(1));
            Assert.True(layout.Rows[0].Height >= text.Size(TextStyle.HintStrong), $"a row is {layout.Rows[0].Height} high");
            SceneLayouts.AssertFits(text, TextStyle.Hint, "unique", layout.Filters[0].Width);
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, "TensorPrimitives", layout.Kernels.Width - shell.Pixels(48));
            float counters = text.Measure(TextStyle.Body, "1,000,000 names") + text.Measure(TextStyle.Body, "99% known") + text.Measure(TextStyle.Body, "99% real") + text.Measure(TextStyle.Body, "99% new") + shell.Pixels(48);
            Assert.True(counters <= layout.Counters.Width, $"the counters: {counters} in {layout.Counters.Width}");
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, "temperature 0.50", layout.Knobs[0].Width - shell.Pixels(48));
            SceneLayouts.AssertFits(text, TextStyle.Hint, "Your row in Play is a whole name, so this crowd goes without it.", layout.Hint.Width);
            SceneLayouts.AssertFits(text, TextStyle.Hint, "The same rules as in Play, 64 times. Click a name to take it home.", layout.Hint.Width);
        }
    });
}
