namespace Unmask.Toy.Window.Ui;

/// <summary>
/// The letters of a face in a TrueType or OpenType file: which exist and how wide they are. raylib rounds advances down to whole
/// pixels and sizes a font by its full height. Measuring from the file itself gives even spacing, sizes by the em, and a layout that
/// can be checked without a window. A damaged face, or one that raylib cannot draw, is refused: raylib does not check fonts.
/// </summary>
internal sealed class FontFile
{
    private const int BytesOfHead = 54, BytesOfHhea = 36;

    private readonly FontTables _tables;
    private readonly int _widths, _widthCount, _map, _glyphs;
    private readonly float[] _advances = new float[256];
    private byte[]? _bytes;

    private FontFile(FontTables tables)
    {
        _tables = tables;
        int head = tables.Need("head", BytesOfHead).At, header = tables.Need("hhea", BytesOfHhea).At;
        _glyphs = tables.U16(tables.Need("maxp", 6).At + 4);
        UnitsPerEm = tables.U16(head + 18);
        _widthCount = tables.U16(header + 34);
        if (UnitsPerEm == 0 || _widthCount == 0 || _glyphs == 0)
            throw new InvalidDataException("a size of 0");
        _widths = tables.Need("hmtx", 4 * _widthCount).At;
        CheckOutlines(longOffsets: tables.U16(head + 50) != 0);
        (int cmap, int length) = tables.Need("cmap", 4);
        _map = UnicodeMap(cmap, length);

        Ascent = (float)tables.S16(header + 4) / UnitsPerEm;
        Descent = (float)-tables.S16(header + 6) / UnitsPerEm;
        if (Ascent + Descent <= 0)
            throw new InvalidDataException("a height of 0");
        (int At, int Length)? metrics = tables.Find("OS/2");
        bool hasHeights = metrics is { Length: >= 90 } && tables.U16(metrics.Value.At) >= 2;
        XHeight = hasHeights ? (float)tables.S16(metrics!.Value.At + 86) / UnitsPerEm : 0.5f;
        CapHeight = hasHeights ? (float)tables.S16(metrics!.Value.At + 88) / UnitsPerEm : 0.7f;
        for (int c = 0; c < _advances.Length; c++)
            _advances[c] = Width(Glyph(c));
    }

    public int UnitsPerEm { get; }

    /// <summary>Heights over and under the baseline, in ems.</summary>
    public float Ascent { get; }

    public float Descent { get; }

    public float XHeight { get; }

    public float CapHeight { get; }

    /// <summary>A file of this face alone, for raylib.</summary>
    public byte[] Bytes => _bytes ??= _tables.Alone();

    /// <summary>The usable faces of a file; none if it is not a font, cannot be read, or is damaged.</summary>
    public static IReadOnlyList<FontFile> ReadAll(string path)
    {
        try
        {
            return [.. FontTables.FacesOf(File.ReadAllBytes(path)).Select(TryRead).OfType<FontFile>()];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public bool Has(char c) => Glyph(c) != 0;

    /// <summary>A character's advance in ems.</summary>
    public float Advance(char c) => c < _advances.Length ? _advances[c] : Width(Glyph(c));

    private static FontFile? TryRead(FontTables tables)
    {
        try
        {
            return new FontFile(tables);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private float Width(int glyph) => (float)_tables.U16(_widths + 4 * Math.Min(glyph, _widthCount - 1)) / UnitsPerEm;

    /// <summary>Requires TrueType or PostScript outlines: raylib draws neither bitmaps nor variable PostScript outlines.</summary>
    private void CheckOutlines(bool longOffsets)
    {
        if (_tables.Find("CFF ") is { Length: > 4 })
            return;
        int size = longOffsets ? 4 : 2;
        (int offsets, _) = _tables.Need("loca", size * (_glyphs + 1));
        (_, int length) = _tables.Need("glyf", 1);
        long last = 0;
        for (int i = 0; i <= _glyphs; i++)
        {
            long at = longOffsets ? _tables.U32(offsets + 4 * i) : 2L * _tables.U16(offsets + 2 * i);
            if (at < last || at > length)
                throw new InvalidDataException("an outline leaves its table");
            last = at;
        }
    }

    /// <summary>Looks a character of the basic plane up; 0 if it has no glyph.</summary>
    private int Glyph(int c)
    {
        int glyph = _tables.U16(_map) == 4 ? InSegments(c) : InGroups(c);
        return glyph < _glyphs ? glyph : 0;
    }

    /// <summary>In a map of format 4.</summary>
    private int InSegments(int c)
    {
        int segments = _tables.U16(_map + 6) / 2, ends = _map + 14, starts = ends + 2 * segments + 2;
        int deltas = starts + 2 * segments, offsets = deltas + 2 * segments;
        for (int i = 0; i < segments; i++)
        {
            if (_tables.U16(ends + 2 * i) < c)
                continue;
            int start = _tables.U16(starts + 2 * i), offset = _tables.U16(offsets + 2 * i);
            if (start > c)
                return 0;
            if (offset == 0)
                return c + _tables.U16(deltas + 2 * i) & 0xFFFF;
            int glyph = _tables.U16(offsets + 2 * i + offset + 2 * (c - start));
            return glyph == 0 ? 0 : glyph + _tables.U16(deltas + 2 * i) & 0xFFFF;
        }
        return 0;
    }

    /// <summary>In a map of format 12.</summary>
    private int InGroups(int c)
    {
        for (int low = 0, high = (int)Math.Min(_tables.U32(_map + 12), 100_000) - 1; low <= high;)
        {
            int middle = (low + high) / 2, group = _map + 16 + 12 * middle;
            if (_tables.U32(group) > c)
                high = middle - 1;
            else if (_tables.U32(group + 4) < c)
                low = middle + 1;
            else
                return (int)Math.Min(_tables.U32(group + 8) + (uint)c - _tables.U32(group), int.MaxValue);
        }
        return 0;
    }

    /// <summary>The last of the Unicode maps, which is the one raylib uses.</summary>
    private int UnicodeMap(int cmap, int length)
    {
        int found = -1;
        for (int i = 0, count = _tables.U16(cmap + 2); i < count; i++)
        {
            int record = cmap + 4 + 8 * i;
            uint offset = _tables.U32(record + 4);
            bool unicode = _tables.U16(record) == 0 || _tables.U16(record) == 3 && _tables.U16(record + 2) is 1 or 10;
            if (unicode && offset + 16L <= length)
                found = cmap + (int)offset;
        }
        return found >= 0 && _tables.U16(found) is 4 or 12 ? found : throw new InvalidDataException("no Unicode map");
    }
}
