using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>Writes a matrix's transpose: squares in registers, in which pairs of vectors exchange halves, quarters, …; the rest one by one.</summary>
internal static class TransposeWriter
{
    /// <summary>Writes a method for every lane: y[j, i] = factor · x[i, j] for fixed <paramref name="rows"/> i and <paramref name="columns"/> j.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="name">Prefix of the methods' names.</param>
    /// <param name="rows">Rows of x.</param>
    /// <param name="columns">Columns of x.</param>
    /// <param name="inputRow">Expression: floats from x[i, j] to x[i + 1, j].</param>
    /// <param name="outputRow">Expression: floats from y[j, i] to y[j + 1, i].</param>
    /// <param name="factor">A constant's name, or null for 1.</param>
    public static void WriteBodies(CodeWriter writer, string name, int rows, int columns, string inputRow, string outputRow, string? factor)
    {
        foreach (Lane lane in writer.Lanes)
        {
            int blockRows = rows / lane.Width * lane.Width, blockColumns = columns / lane.Width * lane.Width;
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref float y)"))
            {
                if (blockRows > 0 && blockColumns > 0)
                {
                    // Down the rows first, so that a cache line of y is filled at once.
                    using (writer.Open($"for (int column = 0; column < {blockColumns}; column += {lane.Width})"))
                    using (writer.Open($"for (int row = 0; row < {blockRows}; row += {lane.Width})"))
                        WriteSquare(writer, lane, inputRow, outputRow, factor);
                    WriteRest(writer, blockRows, rows, 0, blockColumns, inputRow, outputRow, factor);
                    WriteRest(writer, 0, rows, blockColumns, columns, inputRow, outputRow, factor);
                }
                else
                {
                    WriteRest(writer, 0, rows, 0, columns, inputRow, outputRow, factor);
                }
            }
        }
    }

    private static void WriteSquare(CodeWriter writer, Lane lane, string inputRow, string outputRow, string? factor)
    {
        string scaled = factor is null ? "" : $" * {lane.Broadcast(factor)}";
        writer.Lines($"ref float source = ref Unsafe.Add(ref x, row * {inputRow} + column);");
        writer.Lines($"ref float target = ref Unsafe.Add(ref y, column * {outputRow} + row);");
        for (int i = 0; i < lane.Width; i++)
            writer.Lines($"{lane.Type} a{i} = {lane.Load("source", i == 0 ? "0" : $"{i} * {inputRow}")}{scaled};");

        // Each stage reads the vectors of the one before, so the stages alternate between two sets of names.
        (string from, string to) = ("a", "b");
        for (int distance = 1; distance < lane.Width; distance *= 2, (from, to) = (to, from))
        {
            for (int i = 0; i < lane.Width; i++)
            {
                string value = (i & distance) == 0
                    ? $"VectorMath.Lower{distance}({from}{i}, {from}{i + distance})"
                    : $"VectorMath.Upper{distance}({from}{i - distance}, {from}{i})";
                writer.Lines($"{(distance == 1 ? $"{lane.Type} " : "")}{to}{i} = {value};");
            }
        }

        for (int i = 0; i < lane.Width; i++)
            writer.Lines(lane.Store($"{from}{i}", "target", i == 0 ? "0" : $"{i} * {outputRow}"));
    }

    private static void WriteRest(CodeWriter writer, int row, int rows, int column, int columns, string inputRow, string outputRow, string? factor)
    {
        if (row == rows || column == columns)
            return;
        writer.Lines($"for (int row = {row}; row < {rows}; row++)");
        writer.Lines($"for (int column = {column}; column < {columns}; column++)");
        writer.Lines($"    Unsafe.Add(ref y, column * {outputRow} + row) = Unsafe.Add(ref x, row * {inputRow} + column){(factor is null ? "" : $" * {factor}")};");
    }

    /// <summary>
    /// Writes the exchanges of two vectors at a distance of 1, 2, 4, … elements for <see cref="VectorMathSource"/>: the lower vector keeps the elements
    /// whose index lacks the distance's bit and takes the others from the upper one; the upper vector does the reverse.
    /// </summary>
    public static void WriteExchanges(CodeWriter writer, Lane lane)
    {
        for (int distance = 1; distance < lane.Width; distance *= 2)
        {
            int bit = distance;
            string swapped = string.Join(", ", Enumerable.Range(0, lane.Width).Select(i => i ^ bit));
            string kept = string.Join(", ", Enumerable.Range(0, lane.Width).Select(i => (i & bit) == 0 ? "-1" : "0"));
            foreach ((string name, string value) in new[]
            {
                ("Lower", lane.Call("ConditionalSelect", "kept", "lower", lane.Call("Shuffle", "upper", lane.Broadcast(swapped)))),
                ("Upper", lane.Call("ConditionalSelect", "kept", lane.Call("Shuffle", "lower", lane.Broadcast(swapped)), "upper")),
            })
            {
                writer.Lines($"/// <summary>{name} of two vectors that exchange elements at a distance of {distance}: a step of a transpose.</summary>");
                using (writer.OpenInlined($"public static {lane.Type} {name}{distance}({lane.Type} lower, {lane.Type} upper)"))
                {
                    writer.Lines($"{lane.Type} kept = {lane.Call("AsSingle", lane.Broadcast(kept))};");
                    writer.Lines($"return {value};");
                }

                writer.Lines();
            }
        }
    }
}
