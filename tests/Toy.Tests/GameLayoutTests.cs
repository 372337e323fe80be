using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Play;
using Unmask.Toy.Window.Scenes;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public class GameLayoutTests
{
    private static readonly Faces Files =
        FontSearch.Find("abcdefghijklmnopqrstuvwxyz") ?? throw new InvalidOperationException("no font");

    private static readonly Gen<PlayLayout> Layouts =
        from scale in Gen.OneOfConst(1f, 1.25f, 1.5f, 2f)
        from width in Gen.Int[960, 3840]
        from height in Gen.Int[600, 2160]
        from slots in Gen.OneOfConst(12, 16, 24)
        from outputs in Gen.OneOfConst(27, 63)
        select new PlayLayout(ShellLayout.For((int)Math.Max(width, 960 * scale), (int)Math.Max(height, 600 * scale), scale), slots, outputs);

    [Fact]
    public void Regions_lie_in_the_window_and_none_overlaps_another() => Layouts.Sample(layout =>
    {
        ShellLayout shell = layout.Shell;
        var window = new Box(0, 0, shell.Width, shell.Height);
        List<Box> regions =
        [
            shell.Brand, .. shell.Tabs, shell.ThemeButton, shell.MotionButton, shell.SoundButton, shell.HelpButton, layout.Hint, layout.SeedLabel, layout.WhyChip, layout.Pattern, .. layout.Tiles, layout.Strip, layout.Timeline, .. layout.Moves, layout.Xray, layout.Facts, layout.PanelCard,
        ];
        AssertApart(regions, window);
        AssertApart([layout.FactsInner, .. layout.Errands], layout.Facts);
        AssertApart([.. Enumerable.Range(0, layout.ShelfCells).Select(layout.ShelfCell)], layout.FactsInner);
        AssertApart([.. layout.Panel], layout.PanelCard);
        AssertApart([.. Enumerable.Range(0, PlayLayout.FanSize).Select(i => layout.Chip(0, i, PlayLayout.FanSize))], layout.Strip);
        AssertApart([.. Enumerable.Range(0, PlayLayout.FanSize).Select(i => layout.Chip(layout.Slots - 1, i, PlayLayout.FanSize))], layout.Strip);
        Assert.True(layout.Xray.Contains(layout.XrayCells));
    }, iter: 2000);

    [Fact]
    public void Cells_tile_the_xray_and_are_found_at_their_own_centre() => Layouts.Sample(layout =>
    {
        float area = 0;
        for (int slot = 0; slot < layout.Slots; slot++)
        {
            for (int symbol = 0; symbol < layout.Outputs; symbol++)
            {
                Box cell = layout.Cell(slot, symbol);
                area += cell.Width * cell.Height;
                Assert.True(layout.TryCellAt(cell.Center, out int foundSlot, out int foundSymbol));
                Assert.Equal((slot, symbol), (foundSlot, foundSymbol));
            }
        }
        Assert.Equal(layout.XrayCells.Width * layout.XrayCells.Height, area, area * 0.001);
    }, iter: 200);

    [Fact]
    public void A_tile_is_found_under_every_point_of_it_and_nowhere_else() => Layouts.Sample(layout =>
    {
        for (int slot = 0; slot < layout.Slots; slot++)
        {
            Box tile = layout.Tiles[slot];
            Assert.Equal(slot, layout.TileAt(tile.Center));
            Assert.Equal(slot, layout.TileAt(new(tile.X, tile.Y)));
            Assert.NotEqual(slot, layout.TileAt(new(tile.Right, tile.Y)));
        }
        Assert.Equal(-1, layout.TileAt(layout.Hint.Center));
    }, iter: 500);

    [Fact]
    public void Every_text_fits_its_place() => Layouts.Sample(layout =>
    {
        var text = new Typography(Files, layout.Unit, layout.TileText);
        Fits(TextStyle.Body, "Click reveals. Candidates: click forces, Shift gathers, Alt forbids.", layout.Hint.Width);
        Fits(TextStyle.Body, "m unsettles the others: 99.9 nats more doubt. Click to force it.", layout.Hint.Width);
        Fits(TextStyle.Body, "Ending here unsettles the others: 99.9 nats more doubt. Click to do it.", layout.Hint.Width);
        Fits(TextStyle.Body, "Click a tile to reveal it. Type to force a letter. Space to let it think.", layout.Hint.Width);
        Fits(TextStyle.Body, PatternField.Signs, layout.Hint.Width);
        Fits(TextStyle.Hint, PatternField.Invitation, layout.Pattern.Width - layout.Pixels(24));
        float floating = text.Measure(TextStyle.BodyStrong, "[aeiou]*[^aeiou]beth") + text.Measure(TextStyle.Hint, PatternField.Floats) + layout.Pixels(36);
        Assert.True(floating <= layout.Pattern.Width, $"floating: {floating} in {layout.Pattern.Width}");
        Assert.True(layout.Pattern.Height >= text.Size(TextStyle.BodyStrong), $"a pattern is {layout.Pattern.Height} high");
        foreach ((Control<PlayScene> move, Box place) in PlayControls.Moves.Zip(layout.Moves))
            Fits(TextStyle.BodyStrong, move.Name == "Run" ? PlayControls.Another : move.Name, place.Width);
        Fits(TextStyle.BodyStrong, "Light", layout.Shell.ThemeButton.Width);
        Fits(TextStyle.BodyStrong, "Lively", layout.Shell.MotionButton.Width);
        Fits(TextStyle.BodyStrong, "Unmute", layout.Shell.SoundButton.Width);
        foreach (string title in Enum.GetNames<SceneKind>())
            Fits(TextStyle.BodyStrong, title, layout.Shell.Tabs[0].Width);
        Fits(TextStyle.Tile, "m", layout.Tiles[0].Width);
        // Narrow tiles take the smaller style.
        Fits(TextStyle.Hint, "end", layout.Tiles[0].Width);
        Fits(TextStyle.Hint, "end", layout.Cell(0, layout.Outputs - 1).Width);
        Fits(TextStyle.Hint, "seed …000000", layout.SeedLabel.Width);
        Fits(TextStyle.HintStrong, "transformer", layout.Panel[0].Width - 2 * layout.Pixels(24));
        foreach (string errand in (string[])["Liked", .. PlayControls.Errands.Select(control => control.Name)])
            Fits(TextStyle.Hint, errand, layout.Errands[0].Width);
        Fits(TextStyle.Hint, "Skip", layout.SkipButton.Width);
        Fits(TextStyle.Hint, "why: head 16", layout.WhyChip.Width);
        Fits(TextStyle.Body, "For tile 24, head 16 looks most at tile 23, past the end: 100%.", layout.Hint.Width);
        Fits(TextStyle.Body, "The heads of microgpt look back only. Those of the transformer can be shown.", layout.Hint.Width);
        Fits(TextStyle.Body, "An end in any tile: click forbids it in the whole row.", layout.Hint.Width);
        foreach (string line in ShelfCard.Lines)
            Fits(TextStyle.Body, line, layout.Hint.Width);
        Fits(TextStyle.Body, "the end in tile 24 is over 1000 times less likely with m in tile 23.", layout.Hint.Width);
        Fits(TextStyle.Body, "mmmmmmmm", layout.ShelfCell(0).Width - layout.Pixels(8));
        float inner = layout.FactsInner.Width - layout.Pixels(16);
        Fits(TextStyle.Hint, "revealed: the ring is its chance", inner - layout.Pixels(38));
        Fits(TextStyle.Title, "Mmmmmmmmmmmm"[..8], inner);
        foreach (IRevealOrder order in RevealOrders.All)
            Fits(TextStyle.HintStrong, order.Name, layout.Panel[1].Width - 2 * layout.Pixels(24));
        foreach (IRemasking remasking in Remaskings.All)
            Fits(TextStyle.HintStrong, remasking.Name, layout.Panel[4].Width - 2 * layout.Pixels(24));
        float slider = text.Measure(TextStyle.Hint, "temperature") + text.Measure(TextStyle.HintStrong, "0.00") + layout.Pixels(8);
        Assert.True(slider <= layout.Panel[3].Width, $"temperature: {slider} in {layout.Panel[3].Width}");
        float chip = text.Measure(TextStyle.Hint, "end") + text.Measure(TextStyle.Hint, "100%") + layout.Pixels(2);
        Assert.True(chip <= layout.Chip(0, 0, 1).Width, $"chip: {chip} in {layout.Chip(0, 0, 1).Width}");
        Assert.True(text.Size(TextStyle.Hint) >= 14);

        void Fits(TextStyle style, string line, float width) =>
            Assert.True(text.Measure(style, line) <= width, $"'{line}': {text.Measure(style, line)} in {width} at {layout.Shell.Width}×{layout.Shell.Height}, scale {layout.Shell.Scale}");
    }, iter: 500);

    private static void AssertApart(List<Box> boxes, in Box within)
    {
        for (int i = 0; i < boxes.Count; i++)
        {
            Assert.True(within.Contains(boxes[i]), $"{boxes[i]} is not in {within}");
            Assert.True(boxes[i].Width > 0 && boxes[i].Height > 0, $"{boxes[i]} is empty");
            for (int j = 0; j < i; j++)
                Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} overlaps {boxes[j]}");
        }
    }
}
