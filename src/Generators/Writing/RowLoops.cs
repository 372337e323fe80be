using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>Writes loops over the columns of a row, in vectors of a lane with an exact tail.</summary>
internal static class RowLoops
{
    /// <summary>Vectors in a loop's body: enough to keep both load ports busy, few enough to stay readable.</summary>
    private const int Unroll = 4;

    /// <summary>Calls <paramref name="body"/> for every vector of a row with the expression of its first column.</summary>
    public static void Write(CodeWriter writer, int columns, Lane lane, Action<string, Lane> body)
    {
        foreach (Panel panel in Columns.Panels(Columns.Split(columns, lane), Math.Min(Unroll, lane.Budget)))
        {
            if (panel.Count == 1)
            {
                foreach (Segment segment in panel.Segments)
                    body($"{panel.Offset + segment.Offset}", segment.Lane);
                continue;
            }

            using (writer.Open($"for (int column = {panel.Offset}; column < {panel.End}; column += {panel.Width})"))
            {
                foreach (Segment segment in panel.Segments)
                    body(segment.Offset == 0 ? "column" : $"column + {segment.Offset}", segment.Lane);
            }
        }
    }

    /// <summary>Opens the block of a panel, where <paramref name="index"/> is the offset of its first column. A repeated panel is a loop.</summary>
    public static CodeWriter.Block OpenPanel(CodeWriter writer, Panel panel, string index)
    {
        if (panel.Count > 1)
            return writer.Open($"for (int {index} = {panel.Offset}; {index} < {panel.End}; {index} += {panel.Width})");
        CodeWriter.Block block = writer.Open("");
        writer.Lines($"const int {index} = {panel.Offset};");
        return block;
    }

    /// <summary>Writes a call of the widest body for the processor.</summary>
    public static void WriteDispatch(CodeWriter writer, string name, string arguments)
    {
        foreach (Lane lane in writer.Lanes)
        {
            string condition = lane.IsScalar ? "else" : $"{(lane == writer.Lanes[0] ? "" : "else ")}if ({lane.IsAccelerated})";
            writer.Lines(condition).Lines($"    {name}{lane.Suffix}({arguments});");
        }
    }
}
