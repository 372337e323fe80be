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
        Assert.All(plan.Panels, panel => Assert.InRange(plan.Rows * panel.Segments.Count, 1, plan.Lane.Registers * 3 / 4));
        Assert.All(plan.RowPanels, panel => Assert.InRange(panel.Segments.Count, 1, plan.Lane.Registers * 3 / 4));
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
    [InlineData(336, 0, 8, 3, 21)] // 7 panels of 24 accumulators; one row keeps all 21 vectors
    [InlineData(336, 1, 4, 3, 11)]
    [InlineData(256, 0, 8, 2, 16)]
    public void The_products_of_the_mlp_get_the_tiles_of_the_cost_model(int columns, int lane, int rows, int vectors, int rowVectors)
    {
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: false);
        Assert.Equal((rows, vectors, rowVectors), (plan.Rows, plan.Panels[0].Segments.Count, plan.RowPanels[0].Segments.Count));
    }
}
