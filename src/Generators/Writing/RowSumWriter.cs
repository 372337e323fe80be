using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>Writes the sum of a matrix's rows, in row order: the gradient of a bias.</summary>
internal static class RowSumWriter
{
    private const int Vectors = 8;

    /// <param name="writer">Receives the text.</param>
    /// <param name="access">Accessibility of the method.</param>
    /// <param name="name">Name of the method.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="constant">Name of the constant with the number of columns.</param>
    public static void Write(CodeWriter writer, string access, string name, int columns, string constant)
    {
        using (writer.OpenKernel($"{access} static void {name}(ReadOnlySpan<float> outputGradient, Span<float> biasGradient)"))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(outputGradient.Length, {constant}, nameof(outputGradient));
                KernelArguments.Check(biasGradient.Length, {constant}, nameof(biasGradient));
                ref float matrix = ref MemoryMarshal.GetReference(outputGradient);
                ref float sums = ref MemoryMarshal.GetReference(biasGradient);
                """);
            RowLoops.WriteDispatch(writer, name, "ref matrix, ref sums, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float matrix, ref float sums, int rows)"))
            {
                foreach (Panel panel in Columns.Panels(Columns.Split(columns, lane), Math.Min(Vectors, lane.Budget)))
                {
                    using (writer.Open($"for (int column = {panel.Offset}; column < {panel.End}; column += {panel.Width})"))
                    {
                        writer.Lines("ref float x = ref Unsafe.Add(ref matrix, column);");
                        for (int s = 0; s < panel.Segments.Count; s++)
                            writer.Lines($"{panel.Segments[s].Lane.Type} c{s} = {panel.Segments[s].Lane.Zero};");
                        using (writer.Open($"for (int row = 0; row < rows; row++, x = ref Unsafe.Add(ref x, {constant}))"))
                        {
                            for (int s = 0; s < panel.Segments.Count; s++)
                                writer.Lines($"c{s} += {panel.Segments[s].Lane.Load("x", $"{panel.Segments[s].Offset}")};");
                        }

                        writer.Lines("ref float y = ref Unsafe.Add(ref sums, column);");
                        for (int s = 0; s < panel.Segments.Count; s++)
                            writer.Lines(panel.Segments[s].Lane.Store($"c{s}", "y", $"{panel.Segments[s].Offset}"));
                    }
                }
            }
        }
    }
}
