using Unmask.Generators.Planning;
using Xunit;

namespace Unmask.Generators.Tests;

public sealed class PlanTests
{
    public static TheoryData<int, int> Shapes()
    {
        var data = new TheoryData<int, int>();
        foreach (int columns in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 47, 48, 49, 64, 192, 256, 336, 1021 })
        {
            for (int lane = 0; lane < Lane.All.Count; lane++)
                data.Add(columns, lane);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Panels_cover_every_column_once(int columns, int lane)
    {
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: false);
        foreach (IReadOnlyList<Panel> panels in new[] { plan.Panels, plan.RowPanels })
        {
            int next = 0;
            foreach (Panel panel in panels)
            {
                Assert.Equal(next, panel.Offset);
                Assert.Equal(panel.Segments.Select(s => s.Offset), panel.Segments.Select((_, i) => panel.Segments.Take(i).Sum(s => s.Lane.Width)));
                next = panel.End;
            }

            Assert.Equal(columns, next);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Accumulators_fit_into_three_quarters_of_the_registers(int columns, int lane)
    {
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: false);
        Assert.All(plan.Panels, panel => Assert.InRange(plan.Rows * panel.Segments.Count, 1, plan.Lane.Processor.Registers * 3 / 4));
        Assert.All(plan.RowPanels, panel => Assert.InRange(panel.Segments.Count, 1, plan.Lane.Processor.Registers * 3 / 4));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Overlapping_vectors_are_few_and_cover_every_column(int columns, int lane)
    {
        IReadOnlyList<Segment> segments = Columns.Overlap(columns, Lane.All[lane]);
        bool[] covered = new bool[columns];
        foreach (Segment segment in segments)
            covered.AsSpan(segment.Offset, segment.Lane.Width).Fill(true);
        Assert.DoesNotContain(false, covered);
        if (columns >= Lane.All[lane].Width)
            Assert.Equal((columns + Lane.All[lane].Width - 1) / Lane.All[lane].Width, segments.Count);
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: true);
        foreach (IReadOnlyList<Panel> panels in new[] { plan.Panels, plan.RowPanels })
        {
            Assert.Equal(segments, panels.SelectMany(panel => Enumerable.Range(0, panel.Count).SelectMany(i =>
                panel.Segments.Select(s => s with { Offset = panel.Offset + (i * panel.Width) + s.Offset }))));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_tile_leaves_registers_for_its_weights_and_an_input(int columns, int lane)
    {
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: false);
        if (plan.Rows > 1 && !plan.Lane.IsScalar)
            Assert.All(plan.Panels, panel => Assert.True(plan.Lane.Processor.Holds(panel.Segments.Count, plan.Rows)));
    }

    /// <summary>No tile that fits takes fewer cycles: the plan is the best of all, but for a second shape, which must save more than three hundredths.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void No_other_tile_is_faster(int columns, int lane)
    {
        Lane wanted = Lane.All[lane];
        ProductPlan plan = ProductPlan.For(columns, wanted, overlaps: true);
        int segments = plan.Panels.Sum(panel => panel.Count * panel.Segments.Count);
        double chosen = Cycles(plan.Panels[0].Segments.Count, plan.Rows);
        foreach (int rows in new[] { 1, 2, 4, 8 })
        {
            for (int vectors = 1; vectors <= Math.Min(segments, wanted.Budget / rows); vectors++)
            {
                if (rows == 1 || wanted.IsScalar || wanted.Processor.Holds(vectors, rows))
                    Assert.True(chosen <= Cycles(vectors, rows) * 1.03 + 1e-6, $"{columns} columns: [{rows}, {vectors}] beside [{plan.Rows}, {plan.Panels[0].Segments.Count}]");
            }
        }

        double Cycles(int vectors, int rows)
        {
            double all = 0;
            for (int left = segments; left > 0; left -= vectors)
                all += wanted.Processor.Step(Math.Min(vectors, left), rows);
            return all / rows;
        }
    }

    [Fact]
    public void A_packed_row_is_read_in_the_order_of_the_tiles()
    {
        foreach (Lane lane in Lane.All)
        {
            ProductPlan plan = ProductPlan.For(61, lane, overlaps: true, isPacked: true);
            Assert.Equal(plan.Panels, plan.RowPanels, (some, others) => some.Offset == others.Offset && some.Width == others.Width && some.Count == others.Count);
            Assert.Equal(61, plan.Panels.Sum(panel => panel.Count * panel.Width)); // nothing is stored twice
        }
    }

    [Theory]
    [InlineData(336, 0, 8, 3, 21)] // 7 panels of 24 accumulators; one row keeps all 21 vectors
    [InlineData(336, 1, 4, 3, 11)]
    [InlineData(256, 0, 8, 2, 16)]
    [InlineData(192, 1, 4, 3, 12)]
    [InlineData(64, 1, 4, 3, 8)]
    [InlineData(192, 2, 2, 8, 24)] // arm64: an input's broadcast takes the place of a multiply-add, so few rows and many vectors
    [InlineData(64, 2, 2, 8, 16)]
    [InlineData(256, 2, 2, 8, 22)]
    public void Products_get_the_tiles_of_the_cost_model(int columns, int lane, int rows, int vectors, int rowVectors)
    {
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: false);
        Assert.Equal((rows, vectors, rowVectors), (plan.Rows, plan.Panels[0].Segments.Count, plan.RowPanels[0].Segments.Count));
    }
}
