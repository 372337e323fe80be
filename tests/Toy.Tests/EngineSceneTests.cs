using Unmask.Model.Kernels;
using Unmask.Toy.Game.Engine;
using Unmask.Toy.Game.Ui;

namespace Unmask.Toy.Tests;

public class EngineSceneTests
{
    private static readonly int Lines = new EngineWorker().Lines.Length;

    [Fact]
    public void Every_denoiser_with_peers_has_a_line_for_one_row_and_one_for_many()
    {
        EngineLine[] lines = new EngineWorker().Lines;
        foreach (string architecture in (string[])["mlp", "residual", "transformer"])
            Assert.Equal(2, lines.Count(line => line.What.StartsWith(architecture + ", ", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.Null(line.Times));
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window() => SceneLayouts.ForAll(shell =>
    {
        var layout = new EngineLayout(shell, Lines);
        SceneLayouts.AssertApart(shell, [layout.Bars, layout.Code, layout.Hint]);
        SceneLayouts.AssertWithin(layout.Bars, layout.Groups);
        SceneLayouts.AssertWithin(layout.Code, [layout.Kernel, layout.Text]);
        for (int group = 0; group < Lines; group++)
            SceneLayouts.AssertWithin(layout.Groups[group], [.. Enumerable.Range(0, 4).Select(contender => layout.Bar(group, contender))]);
        Assert.True(layout.VisibleLines > 10);
    });

    [Fact]
    public void Every_text_fits_its_place() => SceneLayouts.ForAll(shell =>
    {
        var layout = new EngineLayout(shell, Lines);
        Typography text = SceneLayouts.Typography(shell);
        Box bar = layout.Bar(0, 0), group = layout.Groups[0];
        foreach (string contender in (string[])["plain loops", "TensorPrimitives", "generated", "ONNX Runtime"])
            SceneLayouts.AssertFits(text, TextStyle.Hint, contender, bar.X - group.X);
        SceneLayouts.AssertFits(text, TextStyle.Hint, "100,000 µs", group.Right - bar.Right);
        float head = text.Measure(TextStyle.HintStrong, "transformer, 64 rows") + text.Measure(TextStyle.Hint, "100 × faster, 100 % of the best") + shell.Pixels(8);
        Assert.True(head <= group.Width, $"a group's head: {head} in {group.Width}");
        Assert.True(layout.Bar(0, 1).Y - bar.Y >= text.Size(TextStyle.Hint), "lines of a group touch");
        foreach (KernelInfo kernel in KernelCatalog.All)
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, kernel.Name, layout.Kernel.Width - shell.Pixels(48));
    });
}
