using Unmask.Generators.Networks;
using Unmask.Generators.Planning;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>What the planner lets a product compute beside its sums.</summary>
public sealed class FusionTests
{
    /// <summary>The program's products, by their outputs, on every width.</summary>
    public static TheoryData<int, int> Products()
    {
        var data = new TheoryData<int, int>();
        foreach (int columns in new[] { 28, 64, 192, 256, 336, 456 })
        {
            for (int lane = 0; lane < Lane.All.Count; lane++)
                data.Add(columns, lane);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void ReLU_and_residual_go_into_a_product_and_GELU_and_norm_stay_apart(int columns, int lane)
    {
        ProductPlan product = ProductPlan.For(columns, Lane.All[lane], overlaps: true);
        Assert.Equal(new FusionPlan(2, 0.5, Fits: true), FusionPlan.For(Neighbour.Relu, product));
        Assert.Equal(new FusionPlan(4, 1, Fits: true), FusionPlan.For(Neighbour.Residual, product));
        Assert.True(FusionPlan.For(Neighbour.Relu, product).IsFused);
        Assert.True(FusionPlan.For(Neighbour.Residual, product).IsFused);
        Assert.False(FusionPlan.For(Neighbour.Gelu, product).IsFused);
        Assert.False(FusionPlan.For(Neighbour.RmsNorm(product), product).IsFused);
    }

    /// <summary>A sum of rows has registers for everything, so it is the saving that speaks against GELU.</summary>
    [Fact]
    public void ReLU_goes_into_a_sum_of_rows_and_GELU_stays_apart()
    {
        Assert.True(FusionPlan.FusesWithRowSum(Neighbour.Relu));
        Assert.False(FusionPlan.FusesWithRowSum(Neighbour.Gelu));
        FusionPlan gelu = FusionPlan.For(Neighbour.Gelu, Lane.All[0], accumulators: 1);
        Assert.True(gelu.Fits);
        Assert.Equal((2, 2 / 24.0), (gelu.Saved, gelu.Share));
    }

    /// <summary>The tiles take three quarters of 16 or 32 registers, and GELU needs more than the rest.</summary>
    [Fact]
    public void GELU_does_not_fit_beside_the_tiles_of_256_outputs() => Assert.All(
        Lane.Vectors, lane => Assert.False(FusionPlan.For(Neighbour.Gelu, ProductPlan.For(256, lane, overlaps: true)).Fits));

    /// <summary>64 → 192 with 256-bit vectors has eight panels, and each would norm eight elements of a vector one by one.</summary>
    [Fact]
    public void A_norm_would_be_done_again_for_every_panel_and_element()
    {
        ProductPlan product = ProductPlan.For(192, Lane.All[1], overlaps: true);
        FusionPlan norm = FusionPlan.For(Neighbour.RmsNorm(product), product);
        Assert.Equal(5 - (2 * 8 * 8), norm.Saved);
        Assert.True(norm is { Share: < 0, Fits: true });
    }

    [Fact]
    public void What_has_no_register_left_or_nothing_to_save_stays_apart()
    {
        Lane lane = Lane.All[1];
        Assert.True(FusionPlan.For(Neighbour.Relu, lane, accumulators: 14).IsFused);
        Assert.False(FusionPlan.For(Neighbour.Relu, lane, accumulators: 15).IsFused);
        Assert.False(FusionPlan.For(Neighbour.Relu, lane, accumulators: 16).IsFused);
        Assert.True(FusionPlan.For(Neighbour.Residual, lane, accumulators: 16).IsFused);
        Assert.Equal(new FusionPlan(0, 0, Fits: true), FusionPlan.For(new Neighbour(0, 0, 0), lane, accumulators: 1));
        Assert.False(FusionPlan.For(new Neighbour(0, 0, 0), lane, accumulators: 1).IsFused);
        Assert.True(FusionPlan.For(new Neighbour(8, 6, 0), lane, accumulators: 1).IsFused);
        Assert.False(FusionPlan.For(new Neighbour(9, 7, 0), lane, accumulators: 1).IsFused);
        Assert.False(FusionPlan.For(new Neighbour(2, 3, 0), lane, accumulators: 1).IsFused);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void The_accumulators_are_those_of_the_fullest_tile(int columns, int lane)
    {
        ProductPlan plan = ProductPlan.For(columns, Lane.All[lane], overlaps: true);
        Assert.All(plan.Panels, panel => Assert.InRange(plan.Rows * panel.Segments.Count, 1, plan.Accumulators));
        Assert.All(plan.RowPanels, panel => Assert.InRange(panel.Segments.Count, 1, plan.Accumulators));
        Assert.InRange(plan.Accumulators, 1, plan.Lane.Budget);
    }

    /// <summary>Networks are declared as the planner says: ReLU and residual inside, GELU and norm as kernels of their own.</summary>
    [Fact]
    public void Networks_declare_what_the_planner_says()
    {
        const int Units = 256;
        Part[] perceptron = [.. new PerceptronNetwork().Parts([12, 28, Units, 1])];
        Assert.Equal(FusionPlan.FusesWithRowSum(Neighbour.Relu), Flag(perceptron, "Gather", "Relu"));
        Assert.Equal(FusionPlan.FusesWithProduct(Neighbour.Relu, Units), Flag(perceptron, "Mix", "Relu"));
        Assert.False(Flag(perceptron, "Project", "Relu"));

        Part[] transformer = [.. new TransformerNetwork().Parts([16, 28, 64, 4, 4, 0, 0])];
        Assert.Equal(FusionPlan.FusesWithProduct(Neighbour.Residual, 64), transformer.Single(part => part.Name == "Mix").Operation.Name == "ResidualProjection");
        Assert.Equal(FusionPlan.FusesWithProduct(Neighbour.Gelu, 256), transformer.All(part => part.Operation.Name != "Gelu"));
        Assert.Contains(transformer, part => part.Operation.Name == "RmsNorm");
    }

    private static bool Flag(Part[] parts, string name, string flag)
    {
        Part part = parts.Single(part => part.Name == name);
        return part.Operation.Settings.Zip(part.Values).Single(pair => pair.First.Name == flag).Second != 0;
    }
}
