namespace Unmask.Generators.Planning;

/// <summary>Plans in words, for headers and for the catalogue of kernels.</summary>
internal static class PlanText
{
    /// <summary>A product with the given number of output columns: tiles of rows × columns that stay in registers.</summary>
    public static IReadOnlyList<string> Product(int columns, bool overlaps = true, bool isPacked = false) => ForEachWidth(lane =>
    {
        ProductPlan plan = ProductPlan.For(columns, lane, overlaps, isPacked);
        return $"{Tiles(plan.Panels, plan.Rows)}; one row {Tiles(plan.RowPanels, 1)}";
    });

    /// <summary>A product of listed rows, which has no other tiles for a single row.</summary>
    public static IReadOnlyList<string> ListedProduct(int columns) => ForEachWidth(lane =>
    {
        ProductPlan plan = ProductPlan.For(columns, lane, overlaps: true);
        return Tiles(plan.Panels, plan.Rows);
    });

    /// <summary>An element-wise loop over the given number of columns.</summary>
    public static IReadOnlyList<string> Row(int columns) => ForEachWidth(lane =>
        string.Join(" + ", Columns.Split(columns, lane).GroupBy(segment => segment.Lane.Width).Select(group => $"{group.Count()} × {group.Key}")));

    /// <summary>An element-wise loop over any number of elements.</summary>
    public static IReadOnlyList<string> Elements() => ["whole vectors, then single elements"];

    private static string Tiles(IReadOnlyList<Panel> panels, int rows) =>
        string.Join(" + ", panels.Select(panel => $"{panel.Count} × [{rows}, {panel.Width}]"));

    private static IReadOnlyList<string> ForEachWidth(Func<Lane, string> plan) =>
        [.. Lane.Vectors.Select(lane => $"{lane.Suffix}: {plan(lane)}")];
}
