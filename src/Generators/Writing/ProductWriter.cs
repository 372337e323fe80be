using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// A matrix product C[r, j] = start + Σₖ A[r, k] · B[k, j] with the strides of its operands as C# expressions. Every element is
/// accumulated over k in ascending order from its start with fused multiply-adds, so that its bits do not depend on the tiles. The start is bias[j],
/// residual[r, j] or zero.
/// </summary>
/// <param name="Name">Prefix of the methods' names.</param>
/// <param name="Columns">Number of outputs j.</param>
/// <param name="Depth">Number of terms k: a constant, or a parameter if <paramref name="DepthIsParameter"/>.</param>
/// <param name="InputRow">Floats from A[r, k] to A[r + 1, k].</param>
/// <param name="InputStep">Floats from A[r, k] to A[r, k + 1].</param>
/// <param name="WeightStep">Floats from B[k, j] to B[k + 1, j].</param>
/// <param name="OutputRow">Floats from C[r, j] to C[r + 1, j].</param>
/// <param name="HasBias">Whether the start is a bias.</param>
/// <param name="HasResidual">Whether the start is a matrix of the output's shape and strides; it can be the output.</param>
/// <param name="SkipsZeros">Whether a single row leaves out the terms with A[r, k] = 0, which change nothing.</param>
/// <param name="HasRelu">Whether max(·, 0) is stored, not the sums themselves.</param>
/// <param name="IsPacked">Whether B is stored panel after panel, each with its columns side by side: the order in which the tiles read it.</param>
internal sealed record Product(
    string Name,
    int Columns,
    string Depth,
    string InputRow,
    string InputStep,
    string WeightStep,
    string OutputRow,
    bool DepthIsParameter = false,
    bool HasBias = false,
    bool HasResidual = false,
    bool SkipsZeros = false,
    bool HasRelu = false,
    bool IsPacked = false)
{
    /// <summary>The operand that an element starts from, or null for zero.</summary>
    public string? Start => HasBias ? "bias" : HasResidual ? "residual" : null;

    /// <summary>The tiles of one lane.</summary>
    public ProductPlan Plan(Lane lane) => ProductPlan.For(Columns, lane, overlaps: !HasResidual, IsPacked);
}

/// <summary>Writes the bodies of a <see cref="Product"/> for every lane: many rows in register tiles, and one row.</summary>
internal static class ProductWriter
{
    /// <summary>Writes the choice of the widest body for the processor. The operands are the locals input0, weights0, output0, rows and the start's.</summary>
    public static void WriteDispatch(CodeWriter writer, Product product)
    {
        string arguments = $"ref input0, ref weights0, {(product.Start is { } start ? $"ref {start}0, " : "")}ref output0, rows{(product.DepthIsParameter ? $", {product.Depth}" : "")}";
        RowLoops.WriteDispatch(writer, product.Name, arguments);
    }

    public static void WriteBodies(CodeWriter writer, Product product)
    {
        foreach (Lane lane in writer.Lanes)
        {
            ProductPlan plan = product.Plan(lane);
            writer.Lines();
            WriteRows(writer, product, plan);
            writer.Lines();
            WriteRow(writer, product, plan);
        }
    }

    private static string Signature(Product product, string extra) =>
        $"ref float input, ref float weights, {(product.Start is { } start ? $"ref float {start}, " : "")}ref float output{extra}{(product.DepthIsParameter ? $", int {product.Depth}" : "")}";

    private static void WriteRows(CodeWriter writer, Product product, ProductPlan plan)
    {
        string tiles = string.Join(", ", plan.Panels.Select(panel => $"{panel.Count} × [{plan.Rows}, {panel.Width}]"));
        writer.Lines(
            $"""
            // {product.Name}, many rows on {plan.Lane.Words}: {product.Columns} columns in tiles of {tiles} that stay in registers.
            // A row takes 2 · {product.Depth} · {product.Columns} floating-point operations; a tile of rows reads 4 · {product.Depth} · {product.Columns} bytes of weights.
            """);
        using (writer.OpenKernel($"private static void {product.Name}{plan.Lane.Suffix}({Signature(product, ", int rows")})"))
        {
            writer.Lines($"int tiled = rows - rows % {plan.Rows};");
            foreach (Panel panel in plan.Panels)
            {
                using (RowLoops.OpenPanel(writer, panel, "column"))
                using (writer.Open($"for (int row = 0; row < tiled; row += {plan.Rows})"))
                    WriteTile(writer, product, panel, plan.Rows, "row", sparse: false);
            }

            string start = product.HasBias ? "ref bias, " : product.HasResidual ? $"ref Unsafe.Add(ref residual, {Times("row", product.OutputRow)}), " : "";
            string depth = product.DepthIsParameter ? $", {product.Depth}" : "";
            writer.Lines("for (int row = tiled; row < rows; row++)");
            writer.Lines($"    {product.Name}Row{plan.Lane.Suffix}(ref Unsafe.Add(ref input, {Times("row", product.InputRow)}), ref weights, {start}ref Unsafe.Add(ref output, {Times("row", product.OutputRow)}){depth});");
        }
    }

    private static void WriteRow(CodeWriter writer, Product product, ProductPlan plan)
    {
        string tiles = string.Join(", ", plan.RowPanels.Select(panel => $"{panel.Count} × [1, {panel.Width}]"));
        writer.Lines(
            $"""
            // {product.Name}, one row on {plan.Lane.Words}: {product.Columns} columns in tiles of {tiles}{(product.SkipsZeros ? ", zero inputs left out" : "")}.
            // It takes up to 2 · {product.Depth} · {product.Columns} floating-point operations and reads up to 4 · {product.Depth} · {product.Columns} bytes of weights.
            """);
        using (writer.OpenKernel($"private static void {product.Name}Row{plan.Lane.Suffix}({Signature(product, "")})"))
        {
            foreach (Panel panel in plan.RowPanels)
            {
                using (RowLoops.OpenPanel(writer, panel, "column"))
                    WriteTile(writer, product, panel, 1, null, product.SkipsZeros);
            }
        }
    }

    private static void WriteTile(CodeWriter writer, Product product, Panel panel, int rows, string? row, bool sparse)
    {
        if (row is not null)
            writer.Lines($"ref float x = ref Unsafe.Add(ref input, {Times(row, product.InputRow)});");
        else if (!sparse)
            writer.Lines("ref float x = ref input;");
        if (!sparse)
            writer.Lines($"ref float w = ref Unsafe.Add(ref weights, {(product.IsPacked ? Times("column", product.Depth) : "column")});");

        WriteStart(writer, product, panel, rows, row);
        if (sparse)
            WriteActiveTerms(writer, product, panel);
        else
            WriteTerms(writer, product, panel, rows);

        writer.Lines(row is null
            ? "ref float y = ref Unsafe.Add(ref output, column);"
            : $"ref float y = ref Unsafe.Add(ref output, {Times(row, product.OutputRow)} + column);");
        for (int r = 0; r < rows; r++)
        {
            for (int s = 0; s < panel.Segments.Count; s++)
            {
                (int offset, Lane lane) = (panel.Segments[s].Offset, panel.Segments[s].Lane);
                writer.Lines(lane.Store(product.HasRelu ? $"VectorMath.Relu(c{r}_{s})" : $"c{r}_{s}", "y", Place(r, product.OutputRow, offset)));
            }
        }
    }

    /// <summary>All terms in ascending order, for every row of the tile.</summary>
    private static void WriteTerms(CodeWriter writer, Product product, Panel panel, int rows)
    {
        using (writer.Open($"for (int k = 0; k < {product.Depth}; k++)"))
        {
            for (int s = 0; rows > 1 && s < panel.Segments.Count; s++)
                writer.Lines($"{panel.Segments[s].Lane.Type} w{s} = {panel.Segments[s].Lane.Load("w", $"{panel.Segments[s].Offset}")};");
            for (int r = 0; r < rows; r++)
            {
                WriteBroadcasts(writer, panel, r, r == 0 ? "x" : $"Unsafe.Add(ref x, {Place(r, product.InputRow, 0)})");
                for (int s = 0; s < panel.Segments.Count; s++)
                {
                    (int offset, Lane lane) = (panel.Segments[s].Offset, panel.Segments[s].Lane);
                    string weight = rows > 1 ? $"w{s}" : lane.Load("w", $"{offset}");
                    writer.Lines($"c{r}_{s} = {lane.MultiplyAdd(Broadcast(r, lane), weight, $"c{r}_{s}")};");
                }
            }

            writer.Lines($"x = ref Unsafe.Add(ref x, {product.InputStep});");
            writer.Lines($"w = ref Unsafe.Add(ref w, {(product.IsPacked ? $"{panel.Width}" : product.WeightStep)});");
        }
    }

    /// <summary>Writes methods for every lane that store B, whose rows are <see cref="Product.WeightStep"/> apart, in the order of the tiles.</summary>
    public static void WritePackBodies(CodeWriter writer, Product product, string name)
    {
        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float weights, ref float packed)"))
            {
                foreach (Panel panel in product.Plan(lane).Panels)
                {
                    using (RowLoops.OpenPanel(writer, panel, "column"))
                    {
                        writer.Lines("ref float w = ref Unsafe.Add(ref weights, column);");
                        writer.Lines($"ref float y = ref Unsafe.Add(ref packed, {Times("column", product.Depth)});");
                        using (writer.Open($"for (int k = 0; k < {product.Depth}; k++)"))
                        {
                            foreach (Segment segment in panel.Segments)
                                writer.Lines(segment.Lane.Store(segment.Lane.Load("w", $"{segment.Offset}"), "y", $"{segment.Offset}"));
                            writer.Lines($"w = ref Unsafe.Add(ref w, {product.WeightStep});");
                            writer.Lines($"y = ref Unsafe.Add(ref y, {panel.Width});");
                        }
                    }
                }
            }
        }
    }

    /// <summary>
    /// The terms of a single row whose input is not zero, in ascending order. Bits mark nonzero inputs, 64 at a time, and are read from the lowest up.
    /// </summary>
    private static void WriteActiveTerms(CodeWriter writer, Product product, Panel panel)
    {
        Lane widest = panel.Segments[0].Lane;
        using (writer.Open($"for (int first = 0; first < {product.Depth}; first += 64)"))
        {
            writer.Lines($"ulong active = VectorMath.NonZero{widest.Suffix}(ref Unsafe.Add(ref input, first), Math.Min(64, {product.Depth} - first));");
            using (writer.Open("for (; active != 0; active &= active - 1)"))
            {
                writer.Lines("int k = first + BitOperations.TrailingZeroCount(active);");
                writer.Lines($"ref float w = ref Unsafe.Add(ref weights, {Times("k", product.WeightStep)} + column);");
                WriteBroadcasts(writer, panel, 0, "Unsafe.Add(ref input, k)");
                for (int s = 0; s < panel.Segments.Count; s++)
                {
                    (int offset, Lane lane) = (panel.Segments[s].Offset, panel.Segments[s].Lane);
                    writer.Lines($"c0_{s} = {lane.MultiplyAdd(Broadcast(0, lane), lane.Load("w", $"{offset}"), $"c0_{s}")};");
                }
            }
        }
    }

    private static void WriteBroadcasts(CodeWriter writer, Panel panel, int row, string element)
    {
        foreach (Lane lane in panel.Segments.Select(segment => segment.Lane).Distinct())
            writer.Lines($"{lane.Type} {Broadcast(row, lane)} = {lane.Broadcast(element)};");
    }

    /// <summary>Declares the accumulators with their start values.</summary>
    private static void WriteStart(CodeWriter writer, Product product, Panel panel, int rows, string? row)
    {
        if (product.HasResidual)
        {
            writer.Lines(row is null
                ? "ref float start = ref Unsafe.Add(ref residual, column);"
                : $"ref float start = ref Unsafe.Add(ref residual, {Times(row, product.OutputRow)} + column);");
        }

        for (int s = 0; s < panel.Segments.Count; s++)
        {
            (int offset, Lane lane) = (panel.Segments[s].Offset, panel.Segments[s].Lane);
            string first = product.HasBias ? lane.Load("bias", offset == 0 ? "column" : $"column + {offset}") : lane.Zero;
            string names = string.Join(", ", Enumerable.Range(0, rows).Select(r => product.HasResidual
                ? $"c{r}_{s} = {lane.Load("start", Place(r, product.OutputRow, offset))}"
                : r == 0 ? $"c0_{s} = {first}" : $"c{r}_{s} = c0_{s}"));
            writer.Lines($"{lane.Type} {names};");
        }
    }

    /// <summary>Where an element of a row stands: row · stride + offset, without what is 0 or 1 in it.</summary>
    public static string Place(int row, string stride, int offset)
    {
        if (row == 0)
            return $"{offset}";
        string first = row == 1 ? stride : Times($"{row}", stride);
        return offset == 0 ? first : $"{first} + {offset}";
    }

    private static string Times(string factor, string stride) => stride == "1" ? factor : $"{factor} * {stride}";

    private static string Broadcast(int row, Lane lane) => $"x{row}_{lane.Width}";
}
