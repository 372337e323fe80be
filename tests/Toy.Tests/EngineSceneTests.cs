using Unmask.Bench.Measuring;
using Unmask.Model.Kernels;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Engine;
using Unmask.Toy.Window.Keys;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

public class EngineSceneTests
{
    [Fact]
    public void Every_denoiser_with_peers_has_a_line_for_one_row_and_one_for_many()
    {
        EngineFigures figures = new EngineMeter().Figures;
        Assert.Equal(["mlp", "residual", "transformer"], figures.Single.Select(line => line.What));
        Assert.Equal(["mlp", "residual", "transformer"], figures.Batch.Select(line => line.What));
        Assert.Equal(0, figures.Measured);
    }

    [Fact]
    public void It_measures_denoisers_and_the_kernel_that_is_asked_for_until_it_is_told_to_end()
    {
        var meter = new EngineMeter { Kernel = KernelCatalog.Find("NameTransformer.Mix") };
        using var worker = new Worker("measuring");
        worker.Begin(meter.Measure);
        Await.Until(() => meter.Figures is { Measured: > 0, Kernel.Times: not null });
        Assert.True(meter.Figures.PeakFlops > 1e8);
        meter.Kernel = KernelCatalog.Find("AdamWKernel.Update");
        Await.Until(() => meter.Figures.Kernel!.What == "AdamWKernel.Update");
        Assert.True(meter.Figures.Kernel!.IsAlone);
        worker.End();
        Await.Until(() => !worker.IsBusy);
    }

    [Fact]
    public void The_least_of_all_times_counts()
    {
        EngineLine line = new EngineLine("mlp", "1 row", null).With(new ComparedTimes(9, 5, 2, 4, 1)).With(new ComparedTimes(8, 6, 3, null, 1));
        Assert.Equal(new ComparedTimes(8, 5, 2, null, 1), line.Times);
    }

    [Fact]
    public void Nothing_overlaps_or_leaves_the_window() => SceneLayouts.ForAll(shell =>
    {
        var layout = new EngineLayout(shell);
        SceneLayouts.AssertApart(shell, [layout.Bars, layout.Crowd, layout.Code, layout.Hint]);
        SceneLayouts.AssertWithin(layout.Bars, [layout.Head, .. layout.Groups]);
        SceneLayouts.AssertWithin(layout.Head, layout.RowChips);
        SceneLayouts.AssertWithin(layout.Crowd, [layout.Slider, .. layout.Rows]);
        SceneLayouts.AssertWithin(layout.Code, [layout.Kernel, layout.KernelGroup, layout.Text]);
        foreach (Box group in (Box[])[.. layout.Groups, layout.KernelGroup])
        {
            SceneLayouts.AssertWithin(group, [.. Enumerable.Range(0, EngineLayout.Contenders).Select(contender => layout.Bar(group, contender))]);
            Assert.False(layout.GroupTitle(group).Overlaps(layout.Line(group, 0)));
        }
        Assert.True(layout.VisibleLines > 10);
    });

    [Fact]
    public void Every_text_fits_its_place() => SceneLayouts.ForAll(shell =>
    {
        var layout = new EngineLayout(shell);
        Typography text = SceneLayouts.Typography(shell);
        foreach (Box group in (Box[])[layout.Groups[0], layout.KernelGroup])
        {
            Box bar = layout.Bar(group, 0);
            foreach (string contender in (string[])["plain loops", "TensorPrimitives", "generated", "ONNX Runtime"])
                SceneLayouts.AssertFits(text, TextStyle.Hint, contender, bar.X - group.X);
            SceneLayouts.AssertFits(text, TextStyle.Hint, "100,000 µs", group.Right - bar.Right);
            SceneLayouts.AssertFits(text, TextStyle.Hint, "get it: ./unmask benchmark", bar.Width);
            float head = text.Measure(TextStyle.HintStrong, "transformer") + text.Measure(TextStyle.Hint, "9.5 × faster, 100% of the peak") + shell.Pixels(8);
            Assert.True(head <= group.Width, $"a group's head: {head} in {group.Width}");
            Assert.True(layout.Line(group, 0).Height >= text.Size(TextStyle.Hint), "lines of a group touch");
        }
        float room = layout.RowChips[0].X - layout.Head.X - shell.Pixels(8);
        SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "One core here: 1000 GFLOP/s", room);
        SceneLayouts.AssertFits(text, TextStyle.BodyStrong, "Measuring this machine…", room);
        SceneLayouts.AssertFits(text, TextStyle.Hint, "64 rows", layout.RowChips[1].Width);
        float slider = text.Measure(TextStyle.Hint, "plain → generated") + text.Measure(TextStyle.HintStrong, "TensorPrimitives: 1,000,000 names/s") + shell.Pixels(8);
        Assert.True(slider <= layout.Slider.Width, $"the slider's labels: {slider} in {layout.Slider.Width}");
        SceneLayouts.AssertFits(text, TextStyle.HintStrong, "m", MiniRow.Tile(layout.Rows[0], 0, 16).Width);
        Assert.True(layout.Rows[0].Height >= text.Size(TextStyle.Hint), "rows of the crowd are lower than their letters");
        foreach (KernelInfo kernel in KernelCatalog.All)
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, kernel.Name, layout.Kernel.Width - shell.Pixels(48));
        foreach (string hint in (string[])["Left and right: another kernel. Up and down: read its code. K: who computes.", $"{EngineScene.SliderHint[..^1]} ({Shortcuts.KeysOf(Intent.Kernels)})."])
            SceneLayouts.AssertFits(text, TextStyle.Hint, hint, layout.Hint.Width);
    });
}
