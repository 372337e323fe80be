namespace Unmask.Generators.Planning;

/// <summary>The tiles of a matrix product on one vector width: <see cref="Rows"/> × some vectors of accumulators stay in registers.</summary>
internal sealed record ProductPlan(Lane Lane, int Rows, IReadOnlyList<Panel> Panels, IReadOnlyList<Panel> RowPanels)
{
    private const int MaxRows = 8;

    /// <summary>Latency of a multiply-add in cycles: 4 on Intel since Skylake and on AMD since Zen. With two a cycle, fewer than 8 accumulators stall.</summary>
    private const double Latency = 4;

    /// <summary>Plans for a row of <paramref name="columns"/> outputs on <paramref name="lane"/>.</summary>
    /// <param name="columns">Outputs of a row.</param>
    /// <param name="lane">The vector width.</param>
    /// <param name="overlaps">Whether vectors may overlap: not if a tile reads what another has written.</param>
    /// <remarks>
    /// One step of the inner loop costs the largest of three: its multiply-adds (two a cycle), its loads (two a cycle: one for each vector
    /// of weights and one for each row's input) and the latency. The plan minimises cycles per row over all panels. Among equals, more rows
    /// read the weights less often, and more vectors read the inputs less often.
    /// </remarks>
    public static ProductPlan For(int columns, Lane lane, bool overlaps)
    {
        IReadOnlyList<Segment> segments = overlaps ? Columns.Overlap(columns, lane) : Columns.Split(columns, lane);
        int budget = lane.Budget;
        var best = (Cost: double.MaxValue, Rows: 1, Vectors: 1);
        for (int rows = segments.Count == 1 ? 2 * MaxRows : MaxRows; rows >= 1; rows /= 2)
        {
            for (int vectors = Math.Min(budget / rows, segments.Count); vectors >= 1; vectors--)
            {
                double cost = Cost(segments.Count, vectors, rows) / rows;
                if (cost < best.Cost - 1e-9)
                    best = (cost, rows, vectors);
            }
        }

        int panels = (segments.Count + budget - 1) / budget;
        int rowVectors = (segments.Count + panels - 1) / panels;
        return new(lane, best.Rows, Columns.Panels(segments, best.Vectors), Columns.Panels(segments, rowVectors));
    }

    private static double Cost(int segments, int vectors, int rows)
    {
        double cost = segments / vectors * Step(vectors, rows);
        int rest = segments % vectors;
        return rest == 0 ? cost : cost + Step(rest, rows);
    }

    private static double Step(int vectors, int rows) =>
        Math.Max(Latency, Math.Max(vectors * rows / 2.0, (vectors + rows) / 2.0));
}
