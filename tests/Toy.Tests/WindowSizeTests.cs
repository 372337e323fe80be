using CsCheck;
using Unmask.Toy.Window.Crowd;
using Unmask.Toy.Window.Duel;
using Unmask.Toy.Window.Engine;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Race;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Train;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

/// <summary>A window can be dragged, tiled or scaled to any size: layouts end without an exception, and every box has a place.</summary>
public class WindowSizeTests
{
    private static readonly Gen<int> Sides = Gen.OneOf(Gen.Int[1, 40], Gen.Int[1, 1300], Gen.Int[1, 8000], Gen.OneOfConst(0, -1, 1, 80, int.MaxValue));

    private static readonly Gen<ShellLayout> Shells =
        from width in Sides
        from height in Sides
        from scale in Gen.OneOf(Gen.Float[1f, 4f], Gen.OneOfConst(0f, 0.1f, 1f, 2f, 100f, float.NaN, float.PositiveInfinity))
        select ShellLayout.For(width, height, scale);

    [Fact]
    public void Every_scene_can_be_laid_out_at_any_size() => Gen.Select(Shells, Gen.OneOfConst(12, 16, 24), Gen.OneOfConst(3, 27, 63), Gen.OneOfConst(12, 16, 24)).Sample((shell, slots, outputs, columns) =>
    {
        Assert.True(shell.Unit is >= 0.5f and < 1000, $"a unit of {shell.Unit}");
        Place(shell, [shell.Brand, .. shell.Tabs, shell.ThemeButton, shell.MotionButton, shell.SoundButton, shell.HelpButton, shell.Body]);

        PlayLayout play = new PlayLayout(shell, slots, outputs);
        Place(shell, [.. play.Tiles, play.Strip, play.Timeline, .. play.Moves, .. play.Errands, .. play.Panel, play.Xray, play.XrayCells, play.Facts, play.FactsInner, play.PanelCard, play.Hint]);
        Place(shell, [play.Cell(0, 0), play.Cell(slots - 1, outputs - 1), play.Chip(0, 0, 9), play.Chip(slots - 1, 8, 9), play.ShelfCell(play.ShelfCells - 1)]);
        play.TryCellAt(play.XrayCells.Center, out _, out _);

        var crowd = new CrowdLayout(shell, slots);
        Place(shell, [.. crowd.Filters, crowd.Counters, crowd.Kernels, crowd.Hint, .. crowd.Rows, crowd.Mark(0), crowd.Tiles(0)]);

        var train = new TrainLayout(shell);
        Place(shell, [train.Denoiser, train.Recipe, train.Data, train.StartButton, train.ResetButton, train.PlayButton, train.SaveButton, train.Curves, train.Plot, .. train.Rows]);

        var race = new RaceLayout(shell, slots, Math.Max(slots, columns));
        Place(shell, [.. race.Row, .. race.Cards, .. race.Steppers, .. race.Tiles[^1], .. race.Buttons, race.Tally]);

        var duel = new DuelLayout(shell, slots);
        Place(shell, [.. duel.Levels, duel.DailyButton, duel.NewButton, .. duel.Tiles, duel.Messages[1], duel.GoButton, duel.FinaleTile(9, slots - 1), .. duel.FinaleButtons, duel.ScoreCell(duel.ScoreLines, 4), duel.PuzzleLine(1)]);

        var engine = new EngineLayout(shell);
        Place(shell, [engine.Bars, .. engine.RowChips, .. engine.Groups, engine.Race, engine.RaceTitle, .. engine.Sides, .. engine.Rows[1], engine.Code, engine.Kernel, engine.KernelGroup, engine.Plain, engine.Sentence, engine.Text]);
        Place(shell, [engine.GroupTitle(engine.Groups[0]), engine.Line(engine.Groups[0], 3), engine.Bar(engine.Groups[0], 3)]);
        Assert.True(engine.VisibleLines >= 0);
        Assert.True(play.TileText > 0 && race.TileText > 0 && duel.TileText > 0, "a letter without a size");
    }, iter: 3000);

    [Fact]
    public void A_window_of_half_the_smallest_design_still_shows_everything() => Gen.Select(Gen.Int[480, 960], Gen.Int[300, 600]).Sample((width, height) =>
    {
        ShellLayout shell = ShellLayout.For(width, height, 1);
        Assert.True(shell.Width <= Math.Max(width, 480) && shell.Height <= Math.Max(height, 300), $"{shell.Width}×{shell.Height} in {width}×{height}");
        Assert.Equal((width, height), shell.Window);
    });

    [Fact]
    public void A_window_that_the_design_fits_is_laid_out_as_ever() => Gen.Select(Gen.Int[960, 3840], Gen.Int[600, 2160]).Sample((width, height) =>
    {
        ShellLayout shell = ShellLayout.For(width, height, 1);
        Assert.Equal((width, height), (shell.Width, shell.Height));
        Assert.True(shell.Unit >= 1);
    });

    /// <summary>Each is somewhere in what is laid out, and has a size.</summary>
    private static void Place(ShellLayout shell, ReadOnlySpan<Box> boxes)
    {
        foreach (Box box in boxes)
        {
            Assert.True(float.IsFinite(box.X) && float.IsFinite(box.Y) && box.Width >= 0 && box.Height >= 0, $"{box} in {shell.Window}, unit {shell.Unit}");
            Assert.True(box.X >= -1 && box.Y >= -1 && box.Right <= shell.Width + 1 && box.Bottom <= shell.Height + 1, $"{box} leaves {shell.Width}×{shell.Height}, window {shell.Window}, unit {shell.Unit}");
        }
    }
}
