using Unmask.Bench.Kernels;
using Unmask.Bench.Layers;
using Unmask.Bench.Measuring;
using Unmask.Model.Kernels;
using Unmask.Toy.Play;
using Unmask.Toy.Play.Engine;
using Unmask.Toy.Window.Engine;
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
        SceneLayouts.AssertApart(shell, [layout.Bars, layout.Race, layout.Code, layout.Hint]);
        SceneLayouts.AssertWithin(layout.Bars, [layout.Head, .. layout.Groups]);
        SceneLayouts.AssertWithin(layout.Head, layout.RowChips);
        SceneLayouts.AssertWithin(layout.Race, [layout.RaceTitle, .. layout.Sides, .. layout.Rows[0], .. layout.Rows[1]]);
        SceneLayouts.AssertWithin(layout.Code, [layout.Kernel, layout.KernelGroup, layout.PlainTitle, layout.Plain, layout.Sentence, layout.Text]);
        Assert.True(layout.Rows[0].Length >= 4, $"{layout.Rows[0].Length} names of a side");
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
        SceneLayouts.AssertFits(text, TextStyle.HintStrong, "1000 GFLOP/s a core · linear bars", room);
        SceneLayouts.AssertFits(text, TextStyle.HintStrong, "Measuring this machine…", room);
        SceneLayouts.AssertFits(text, TextStyle.Hint, "64 rows", layout.RowChips[1].Width);
        float title = text.Measure(TextStyle.Title, "999 ×") + text.Measure(TextStyle.Hint, "the names in the same time, on one core") + shell.Pixels(10);
        Assert.True(title <= layout.RaceTitle.Width, $"the race's number: {title} in {layout.RaceTitle.Width}");
        float side = text.Measure(TextStyle.HintStrong, "plain loops") + text.Measure(TextStyle.Hint, "1,000,000 names") + shell.Pixels(4);
        Assert.True(side <= layout.Sides[0].Width, $"a side's head: {side} in {layout.Sides[0].Width}");
        Assert.True(text.Measure(TextStyle.Code, "m") <= MathF.Floor(layout.Rows[0][0].Width / 16) - 1, "letters of the race touch");
        Assert.True(layout.Rows[0][0].Height >= text.Size(TextStyle.Code), "rows of the race are lower than their letters");
        SceneLayouts.AssertFits(text, TextStyle.HintStrong, EngineCode.PlainTitle, layout.PlainTitle.Width);
        Assert.True(layout.LineHeight >= text.Size(TextStyle.Code), "lines of code touch");
        foreach (KernelInfo kernel in KernelCatalog.All)
        {
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, kernel.Name, layout.Kernel.Width - shell.Pixels(48));
            SceneLayouts.AssertFits(text, TextStyle.HintStrong, new KernelCode(kernel.Source).Sentence, layout.Sentence.Width);
        }
        SceneLayouts.AssertFits(text, TextStyle.Hint, EngineView.Keys, layout.Hint.Width);
    });

    [Theory]
    [InlineData("NamesPerceptron.Project", false, "for (; active != 0;")]
    [InlineData("NamesPerceptron.Project", true, "for (int k = 0; k < ProjectIn; k++)")]
    [InlineData("NameTransformer.Attend", true, "for (")]
    public void The_code_opens_on_the_inner_loop_of_the_rows_that_are_shown(string kernel, bool manyRows, string expected)
    {
        var code = new KernelCode(KernelCatalog.Find(kernel)!.Source);
        foreach (int bits in (int[])[128, 256, 512])
        {
            int loop = code.InnerLoop(manyRows, bits);
            Assert.StartsWith(expected, code.Lines[loop].TrimStart());
            string method = code.Lines[..loop].Last(line => line.StartsWith("    private static void", StringComparison.Ordinal));
            Assert.Contains(bits.ToString(), method);
            Assert.Equal(!manyRows, method.Contains($"Row{bits}(", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void It_says_how_wide_it_is_and_lights_what_is_fixed()
    {
        var code = new KernelCode(KernelCatalog.Find("NamesPerceptron.Project")!.Source);
        Assert.Equal("It knows that it is 256 wide: what is orange is fixed.", code.Sentence);
        Assert.Equal(["ProjectIn", "16"], Lit("for (int k = 0; k < ProjectIn; k++) c0_1 = Vector512.FusedMultiplyAdd(x0_16, w1, c0_1) + 16 * 0.5f;"));
        Assert.Empty(Lit("    // 336 columns"));

        List<string> Lit(string line)
        {
            List<string> lit = [];
            string whole = "";
            for (int start = 0; start < line.Length;)
            {
                int next = code.PartOf(line, start, out bool isFixed);
                Assert.True(next > start);
                whole += line[start..next];
                if (isFixed)
                    lit.Add(line[start..next]);
                start = next;
            }
            Assert.Equal(line, whole);
            return lit;
        }
    }

    [Fact]
    public void Every_kernel_that_is_compared_stands_beside_the_plain_loops_that_compute_the_same()
    {
        foreach (KernelInfo kernel in KernelCatalog.All.Where(kernel => KernelComparison.For(kernel) is { } comparison && Ends(comparison)))
        {
            string method = LoopSource.MethodOf(kernel.Operation) ?? throw new Xunit.Sdk.XunitException($"no plain loop for {kernel.Operation}");
            Assert.InRange(LoopSource.BodyOf(method).Length, 1, EngineLayout.PlainLines);
        }
        Assert.Contains(LoopSource.BodyOf("AddProduct"), line => line.Contains("j < row.Length", StringComparison.Ordinal));

        static bool Ends(KernelComparison comparison)
        {
            comparison.Dispose();
            return true;
        }
    }

    [Fact]
    public void In_the_race_both_make_the_same_names_and_get_the_same_time()
    {
        var race = new NameRace(4, 7);
        race.Enter(new SlowDenoiser(new StandInDenoiser(), TimeSpan.FromMilliseconds(5)), new StandInDenoiser());
        for (int turn = 0; turn < 12; turn++)
            race.Turn();
        race.Publish();
        (RaceSide plain, RaceSide generated) = (race.State.Plain, race.State.Generated);
        Assert.Equal(12, plain.Steps);
        Assert.True(generated.Steps > plain.Steps && generated.Names > plain.Names, $"{generated} {plain}");
        Assert.InRange(generated.Seconds, plain.Seconds, 1.5 * plain.Seconds);
        Assert.Equal(plain.Seconds / plain.Steps / (generated.Seconds / generated.Steps), race.State.Ratio);
        Assert.Equal(0, NameRaceState.Empty.Ratio);
        var alone = new NameRace(4, 7);
        alone.Enter(new StandInDenoiser(), new StandInDenoiser());
        for (int turn = 0; turn < 12; turn++)
            alone.Turn();
        alone.Publish();
        Assert.Equal(alone.State.Plain.Boards.Select(board => board.Name), plain.Boards.Select(board => board.Name));
    }
}
