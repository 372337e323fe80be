using System.Buffers.Binary;

namespace Unmask.Toy.Game.Ui;

/// <summary>
/// What a TrueType or OpenType file says about its letters: which it has and how wide they are. raylib rounds advances down to whole
/// pixels and sizes a font by its full height; measuring from the file itself gives even spacing, sizes by the em, and a layout that
/// can be checked without a window.
/// </summary>
internal sealed class FontFile
{
    private readonly byte[] data;
    private readonly int widths, widthCount, map;
    private readonly float[] advances = new float[256];

    private FontFile(string path, byte[] data)
    {
        Path = path;
        this.data = data;
        int head = Table("head"), header = Table("hhea"), metrics = TryTable("OS/2");
        UnitsPerEm = U16(head + 18);
        Ascent = (float)S16(header + 4) / UnitsPerEm;
        Descent = (float)-S16(header + 6) / UnitsPerEm;
        widthCount = U16(header + 34);
        widths = Table("hmtx");
        map = UnicodeMap(Table("cmap"));
        bool hasHeights = metrics >= 0 && U16(metrics) >= 2;
        XHeight = hasHeights ? (float)S16(metrics + 86) / UnitsPerEm : 0.5f;
        CapHeight = hasHeights ? (float)S16(metrics + 88) / UnitsPerEm : 0.7f;
        for (int c = 0; c < advances.Length; c++)
            advances[c] = Width(Glyph(c));
    }

    public string Path { get; }

    public int UnitsPerEm { get; }

    /// <summary>Heights over and under the baseline, in ems.</summary>
    public float Ascent { get; }

    public float Descent { get; }

    public float XHeight { get; }

    public float CapHeight { get; }

    /// <summary>Reads a font; null if the file is none that can be drawn with.</summary>
    public static FontFile? TryRead(string path)
    {
        try
        {
            return new FontFile(path, File.ReadAllBytes(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public bool Covers(ReadOnlySpan<char> letters)
    {
        foreach (char letter in letters)
        {
            if (Glyph(letter) == 0)
                return false;
        }
        return true;
    }

    /// <summary>A character's advance in ems.</summary>
    public float Advance(char c) => c < advances.Length ? advances[c] : Width(Glyph(c));

    /// <summary>A line's width in ems.</summary>
    public float Measure(ReadOnlySpan<char> text)
    {
        float width = 0;
        foreach (char c in text)
            width += Advance(c);
        return width;
    }

    private float Width(int glyph) => (float)U16(widths + 4 * Math.Min(glyph, widthCount - 1)) / UnitsPerEm;

    /// <summary>Looks a character of the basic plane up in the segments of a format 4 map; 0 if it has no glyph.</summary>
    private int Glyph(int c)
    {
        int segments = U16(map + 6) / 2, ends = map + 14, starts = ends + 2 * segments + 2;
        int deltas = starts + 2 * segments, offsets = deltas + 2 * segments;
        for (int i = 0; i < segments; i++)
        {
            if (U16(ends + 2 * i) < c)
                continue;
            int start = U16(starts + 2 * i), offset = U16(offsets + 2 * i);
            if (start > c)
                return 0;
            if (offset == 0)
                return c + U16(deltas + 2 * i) & 0xFFFF;
            int glyph = U16(offsets + 2 * i + offset + 2 * (c - start));
            return glyph == 0 ? 0 : glyph + U16(deltas + 2 * i) & 0xFFFF;
        }
        return 0;
    }

    private int UnicodeMap(int cmap)
    {
        for (int i = 0, count = U16(cmap + 2); i < count; i++)
        {
            int record = cmap + 4 + 8 * i, platform = U16(record), table = cmap + S32(record + 4);
            if (platform is 0 or 3 && U16(table) == 4)
                return table;
        }
        throw new InvalidDataException("no Unicode map");
    }

    private int Table(string tag)
    {
        int offset = TryTable(tag);
        return offset >= 0 ? offset : throw new InvalidDataException(tag);
    }

    private int TryTable(string tag)
    {
        for (int i = 0, count = U16(4); i < count; i++)
        {
            int record = 12 + 16 * i;
            if (U16(record) == (tag[0] << 8 | tag[1]) && U16(record + 2) == (tag[2] << 8 | tag[3]))
                return S32(record + 8);
        }
        return -1;
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private int S16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private int S32(int at) => BinaryPrimitives.ReadInt32BigEndian(data.AsSpan(at));
}
