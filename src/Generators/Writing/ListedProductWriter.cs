using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// A product C[r, j] = start + Σₖ A[r, k] · B[k, j] for the rows r of a list, with the strides of its operands as C# expressions. Its elements are chains of
/// multiply-adds in the order of <see cref="Product"/>'s.
/// </summary>
/// <param name="Name">Prefix of the methods' names.</param>
/// <param name="Columns">Number of outputs j.</param>
/// <param name="Depth">Number of terms k.</param>
/// <param name="InputRow">Floats from A[r, k] to A[r + 1, k].</param>
/// <param name="WeightStep">Floats from B[k, j] to B[k + 1, j].</param>
/// <param name="OutputRow">Floats from C[r, j] to C[r + 1, j].</param>
/// <param name="HasBias">Whether the start is a bias; otherwise it is C itself.</param>
internal sealed record ListedProduct(string Name, int Columns, string Depth, string InputRow, string WeightStep, string OutputRow, bool HasBias)
{
    /// <summary>The tiles of one lane. Vectors that overlap would add to C twice.</summary>
    public ProductPlan Plan(Lane lane) => ProductPlan.For(Columns, lane, overlaps: HasBias);
}

/// <summary>Writes the bodies of products whose rows are listed: tiles of a few rows, wherever they stand.</summary>
internal static class ListedProductWriter
{
    /// <summary>Writes the choice of the widest body. The operands are the locals rows0, rows, input0, weights0, bias0 if there is a bias, and output0.</summary>
    public static void WriteDispatch(CodeWriter writer, ListedProduct product) =>
        RowLoops.WriteDispatch(writer, product.Name, $"ref rows0, rows.Length, ref input0, ref weights0, {(product.HasBias ? "ref bias0, " : "")}ref output0");

    public static void WriteBodies(CodeWriter writer, ListedProduct product)
    {
        foreach (Lane lane in writer.Lanes)
        {
            ProductPlan plan = product.Plan(lane);
            writer.Lines().Lines("// A list that does not fill its last tile has its last row computed several times, to the same result: every start is loaded before any sum is stored.");
            using (writer.OpenKernel($"private static void {product.Name}{lane.Suffix}(ref int rows, int count, ref float input, ref float weights, {(product.HasBias ? "ref float bias, " : "")}ref float output)"))
            {
                foreach (Panel panel in plan.Panels)
                {
                    using (RowLoops.OpenPanel(writer, panel, "column"))
                    using (writer.Open($"for (int listed = 0; listed < count; listed += {plan.Rows})"))
                        WriteTile(writer, product, panel, plan.Rows);
                }
            }
        }
    }

    /// <summary>
    /// Writes the bodies of the weights' gradient: a term for each listed row, and a row for each of some inputs. The constants <c>{name}In</c>,
    /// <c>{name}Out</c> and <c>{name}BlockRows</c> must exist.
    /// </summary>
    public static void WriteGradientBodies(CodeWriter writer, string name, int columns)
    {
        foreach (Lane lane in writer.Lanes)
        {
            ProductPlan plan = ProductPlan.For(columns, lane, overlaps: true);
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}BackwardWeights{lane.Suffix}(ref int rows, int count, ref float input, ref float gradient, ref float output, int blockRows)"))
            {
                writer.Lines($"int tiled = blockRows - blockRows % {plan.Rows};");
                foreach (Panel panel in plan.Panels)
                {
                    using (RowLoops.OpenPanel(writer, panel, "column"))
                    {
                        using (writer.Open($"for (int k = 0; k < tiled; k += {plan.Rows})"))
                            WriteGradientTile(writer, name, panel, plan.Rows);
                        if (plan.Rows > 1)
                        {
                            using (writer.Open("for (int k = tiled; k < blockRows; k++)"))
                                WriteGradientTile(writer, name, panel, 1);
                        }
                    }
                }
            }
        }
    }

    private static void WriteTile(CodeWriter writer, ListedProduct product, Panel panel, int rows)
    {
        for (int r = 0; r < rows; r++)
        {
            string place = r == 0 ? "listed" : $"Math.Min(listed + {r}, count - 1)";
            writer.Lines(
                $"""
                int row{r} = Unsafe.Add(ref rows, {place});
                ref float x{r} = ref Unsafe.Add(ref input, row{r} * {product.InputRow});
                ref float y{r} = ref Unsafe.Add(ref output, row{r} * {product.OutputRow} + column);
                """);
        }

        for (int s = 0; s < panel.Segments.Count; s++)
        {
            (int offset, Lane lane) = (panel.Segments[s].Offset, panel.Segments[s].Lane);
            string bias = product.HasBias ? lane.Load("bias", offset == 0 ? "column" : $"column + {offset}") : "";
            string names = string.Join(", ", Enumerable.Range(0, rows).Select(r => product.HasBias
                ? r == 0 ? $"c0_{s} = {bias}" : $"c{r}_{s} = c0_{s}"
                : $"c{r}_{s} = {lane.Load($"y{r}", $"{offset}")}"));
            writer.Lines($"{lane.Type} {names};");
        }

        writer.Lines("ref float w = ref Unsafe.Add(ref weights, column);");
        using (writer.Open($"for (int k = 0; k < {product.Depth}; k++)"))
        {
            WriteTerm(writer, panel, rows, "w", r => $"Unsafe.Add(ref x{r}, k)");
            writer.Lines($"w = ref Unsafe.Add(ref w, {product.WeightStep});");
        }

        WriteStores(writer, panel, rows, (value, r, offset, lane) => lane.Store(value, $"y{r}", $"{offset}"));
    }

    private static void WriteGradientTile(CodeWriter writer, string name, Panel panel, int rows)
    {
        for (int s = 0; s < panel.Segments.Count; s++)
        {
            Lane lane = panel.Segments[s].Lane;
            writer.Lines($"{lane.Type} {string.Join(", ", Enumerable.Range(0, rows).Select(r => $"c{r}_{s} = {lane.Zero}"))};");
        }

        using (writer.Open("for (int listed = 0; listed < count; listed++)"))
        {
            writer.Lines(
                $"""
                int row = Unsafe.Add(ref rows, listed);
                ref float x = ref Unsafe.Add(ref input, row * {name}In + k);
                ref float g = ref Unsafe.Add(ref gradient, row * {name}Out + column);
                """);
            WriteTerm(writer, panel, rows, "g", r => r == 0 ? "x" : $"Unsafe.Add(ref x, {r})");
        }

        writer.Lines($"ref float y = ref Unsafe.Add(ref output, k * {name}Out + column);");
        WriteStores(writer, panel, rows, (value, r, offset, lane) => lane.Store(value, "y", ProductWriter.Place(r, $"{name}Out", offset)));
    }

    /// <summary>One term of every element of a tile: a vector of the second operand, and for each row an element of the first.</summary>
    private static void WriteTerm(CodeWriter writer, Panel panel, int rows, string vectors, Func<int, string> element)
    {
        for (int s = 0; s < panel.Segments.Count; s++)
            writer.Lines($"{panel.Segments[s].Lane.Type} w{s} = {panel.Segments[s].Lane.Load(vectors, $"{panel.Segments[s].Offset}")};");
        for (int r = 0; r < rows; r++)
        {
            foreach (Lane lane in panel.Segments.Select(segment => segment.Lane).Distinct())
                writer.Lines($"{lane.Type} x{r}_{lane.Width} = {lane.Broadcast(element(r))};");
            for (int s = 0; s < panel.Segments.Count; s++)
            {
                Lane lane = panel.Segments[s].Lane;
                writer.Lines($"c{r}_{s} = {lane.MultiplyAdd($"x{r}_{lane.Width}", $"w{s}", $"c{r}_{s}")};");
            }
        }
    }

    private static void WriteStores(CodeWriter writer, Panel panel, int rows, Func<string, int, int, Lane, string> store)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int s = 0; s < panel.Segments.Count; s++)
                writer.Lines(store($"c{r}_{s}", r, panel.Segments[s].Offset, panel.Segments[s].Lane));
        }
    }
}
