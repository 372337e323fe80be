namespace Unmask.Generators.Planning;

/// <summary>One vector of a row: where it starts and how wide it is.</summary>
internal sealed record Segment(int Offset, Lane Lane);

/// <summary>Adjacent segments that a tile holds at once, <paramref name="Count"/> times side by side.</summary>
internal sealed record Panel(int Offset, int Count, IReadOnlyList<Segment> Segments)
{
    public int Width { get; } = Segments.Sum(segment => segment.Lane.Width);

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
            var parts = new Segment[Math.Min(vectors, segments.Count - i)];
            for (int j = 0; j < parts.Length; j++)
                parts[j] = new(segments[i + j].Offset - offset, segments[i + j].Lane);
            if (panels.Count > 0 && panels[^1].End == offset && AreEqual(panels[^1].Segments, parts))
                panels[^1] = panels[^1] with { Count = panels[^1].Count + 1 };
            else
                panels.Add(new(offset, 1, parts));
        }

        return panels;
    }

    /// <summary>A loop rather than SequenceEqual: every kernel is planned several times, and a fifth of the time to write it went into comparing records.</summary>
    private static bool AreEqual(IReadOnlyList<Segment> some, Segment[] others)
    {
        if (some.Count != others.Length)
            return false;
        for (int i = 0; i < some.Count; i++)
        {
            if (some[i].Offset != others[i].Offset || some[i].Lane.Width != others[i].Lane.Width)
                return false;
        }

        return true;
    }
}
