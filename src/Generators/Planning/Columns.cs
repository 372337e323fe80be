namespace Unmask.Generators.Planning;

/// <summary>One vector of a row: where it starts and how wide it is.</summary>
internal sealed record Segment(int Offset, Lane Lane);

/// <summary>Adjacent segments that a tile holds at once, <paramref name="Count"/> times side by side.</summary>
internal sealed record Panel(int Offset, int Count, IReadOnlyList<Segment> Segments)
{
    public int Width => Segments.Sum(segment => segment.Lane.Width);

    public int End => Offset + (Count * Width);
}

/// <summary>Splits a row into vectors, and vectors into panels: nothing is read or written beyond the row.</summary>
internal static class Columns
{
    /// <summary>As many vectors of <paramref name="widest"/> as fit, then narrower ones for the rest.</summary>
    public static IReadOnlyList<Segment> Split(int columns, Lane widest)
    {
        List<Segment> segments = [];
        int offset = 0;
        foreach (Lane lane in Lane.All.Where(lane => lane.Width <= widest.Width))
        {
            for (; columns - offset >= lane.Width; offset += lane.Width)
                segments.Add(new(offset, lane));
        }

        return segments;
    }

    /// <summary>
    /// Vectors of <paramref name="widest"/> only, the last one shifted to end with the row. Columns in two vectors are computed twice, with
    /// the same bits. A row narrower than a vector is split exactly.
    /// </summary>
    public static IReadOnlyList<Segment> Overlap(int columns, Lane widest) => columns < widest.Width
        ? Split(columns, widest)
        : [.. Enumerable.Range(0, (columns + widest.Width - 1) / widest.Width).Select(i =>
            new Segment(Math.Min(i * widest.Width, columns - widest.Width), widest))];

    /// <summary>Panels of at most <paramref name="vectors"/> segments; equal neighbours that do not overlap become one repeated panel.</summary>
    public static IReadOnlyList<Panel> Panels(IReadOnlyList<Segment> segments, int vectors)
    {
        List<Panel> panels = [];
        for (int i = 0; i < segments.Count; i += vectors)
        {
            int offset = segments[i].Offset;
            Segment[] parts = [.. segments.Skip(i).Take(vectors).Select(segment => segment with { Offset = segment.Offset - offset })];
            if (panels.Count > 0 && panels[^1].End == offset && panels[^1].Segments.SequenceEqual(parts))
                panels[^1] = panels[^1] with { Count = panels[^1].Count + 1 };
            else
                panels.Add(new(offset, 1, parts));
        }

        return panels;
    }
}
