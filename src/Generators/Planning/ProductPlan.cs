namespace Unmask.Generators.Planning;

/// <summary>The tiles of a matrix product on one vector width: <see cref="Rows"/> × some vectors of accumulators stay in registers.</summary>
internal sealed record ProductPlan(Lane Lane, int Rows, IReadOnlyList<Panel> Panels, IReadOnlyList<Panel> RowPanels)
{
    private const int MaxRows = 8;

    /// <summary>A second shape of panels must save more than this: it is as much code again.</summary>
    private const double SecondShape = 1.03;

    /// <summary>Registers that the sums of the fullest tile take.</summary>
    public int Accumulators => Math.Max(Rows * Panels.Max(panel => panel.Segments.Count), RowPanels.Max(panel => panel.Segments.Count));

    /// <summary>Plans for a row of <paramref name="columns"/> outputs on <paramref name="lane"/>.</summary>
    /// <param name="columns">Outputs of a row.</param>
    /// <param name="lane">The vector width.</param>
    /// <param name="overlaps">Whether vectors may overlap: not if a tile reads what another has written.</param>
    /// <param name="isPacked">Whether the weights are stored in the order of the tiles; a single row then reads them in the same order.</param>
    /// <remarks>
    /// The plan minimises the cycles per row over all panels, as <see cref="Processor.Step"/> counts them. Among equals, more rows read the weights less often, and more
    /// vectors read the inputs less often.
    /// </remarks>
    public static ProductPlan For(int columns, Lane lane, bool overlaps, bool isPacked = false)
    {
        IReadOnlyList<Segment> segments = overlaps && !isPacked ? Columns.Overlap(columns, lane) : Columns.Split(columns, lane);
        int budget = lane.Budget;
        var best = (Cost: double.MaxValue, Rows: 1, Vectors: 1);
        for (int rows = segments.Count == 1 ? 2 * MaxRows : MaxRows; rows >= 1; rows /= 2)
        {
            for (int vectors = Math.Min(budget / rows, segments.Count); vectors >= 1; vectors--)
            {
                if (rows > 1 && !lane.IsScalar && !lane.Processor.Holds(vectors, rows))
                    continue;
                double cost = Cost(lane.Processor, segments.Count, vectors, rows) / rows;
                if (cost < best.Cost - 1e-9)
                    best = (cost, rows, vectors);
            }
        }

        int panels = (segments.Count + budget - 1) / budget;
        int rowVectors = isPacked ? best.Vectors : (segments.Count + panels - 1) / panels;
        return new(lane, best.Rows, Columns.Panels(segments, best.Vectors), Columns.Panels(segments, rowVectors));
    }

    private static double Cost(Processor processor, int segments, int vectors, int rows)
    {
        double cost = segments / vectors * processor.Step(vectors, rows);
        int rest = segments % vectors;
        return rest == 0 ? cost : (cost + processor.Step(rest, rows)) * SecondShape;
    }
}
