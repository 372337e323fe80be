using System.Buffers.Binary;
using System.Text;

namespace Unmask.Toy.Window.Ui;

/// <summary>
/// The tables of one face in a TrueType or OpenType file, which may be a collection of faces. A read beyond the end gives 0;
/// <see cref="Need"/> demands required tables.
/// </summary>
internal sealed class FontTables
{
    private const int Record = 16, Head = 12, MostFaces = 256;

    private static readonly string[] Drawn = ["CFF ", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"];

    private readonly byte[] _data;
    private readonly int _directory;
    private readonly bool _isAlone;

    private FontTables(byte[] data, int directory, bool isAlone) => (_data, _directory, _isAlone) = (data, directory, isAlone);

    /// <summary>The faces of a file.</summary>
    public static IEnumerable<FontTables> FacesOf(byte[] data)
    {
        var file = new FontTables(data, 0, true);
        if (!file.HasTag(0, "ttcf"))
        {
            yield return file;
            yield break;
        }
        for (int i = 0; i < Math.Min(file.U32(8), MostFaces); i++)
            yield return new FontTables(data, file.S32(Head + 4 * i), false);
    }

    public int U16(int at) => at >= 0 && at <= _data.Length - 2 ? BinaryPrimitives.ReadUInt16BigEndian(_data.AsSpan(at)) : 0;

    public int S16(int at) => (short)U16(at);

    public int S32(int at) => at >= 0 && at <= _data.Length - 4 ? BinaryPrimitives.ReadInt32BigEndian(_data.AsSpan(at)) : 0;

    public uint U32(int at) => (uint)S32(at);

    /// <summary>Where a table is, and how long.</summary>
    /// <exception cref="InvalidDataException">It is missing, too short, or extends beyond the file.</exception>
    public (int At, int Length) Need(string tag, int least)
    {
        (int at, int length) = Find(tag) ?? throw new InvalidDataException($"no table {tag}");
        return length >= least ? (at, length) : throw new InvalidDataException($"a short table {tag}");
    }

    /// <summary>Null if there is no such table.</summary>
    /// <exception cref="InvalidDataException">It extends beyond the file.</exception>
    public (int At, int Length)? Find(string tag)
    {
        for (int i = 0, count = U16(_directory + 4); i < count; i++)
        {
            int record = _directory + Head + Record * i;
            if (!HasTag(record, tag))
                continue;
            uint at = U32(record + 8), length = U32(record + 12);
            return (ulong)at + length <= (ulong)_data.Length ? ((int)at, (int)length) : throw new InvalidDataException($"table {tag} leaves the file");
        }
        return null;
    }

    /// <summary>
    /// A file of this face alone: raylib reads no collections. A face from a collection loses the tables not needed for drawing (kerning, hints, names).
    /// </summary>
    public byte[] Alone() => _isAlone ? _data : Write(U32(_directory), [.. Drawn.Where(tag => Find(tag) is not null).Select(tag => (tag, Bytes(tag)))]);

    /// <summary>The bytes of a table.</summary>
    public byte[] Bytes(string tag)
    {
        (int at, int length) = Need(tag, 0);
        return _data[at..(at + length)];
    }

    /// <summary>Combines tables into a file.</summary>
    /// <param name="kind">The first four bytes: 0x00010000 for TrueType outlines, "OTTO" for PostScript outlines.</param>
    /// <param name="tables">In the order of their tags.</param>
    public static byte[] Write(uint kind, IReadOnlyList<(string Tag, byte[] Bytes)> tables)
    {
        int at = Head + Record * tables.Count;
        byte[] file = new byte[at + tables.Sum(table => Aligned(table.Bytes.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, kind);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        for (int i = 0; i < tables.Count; i++)
        {
            (string tag, byte[] bytes) = tables[i];
            Span<byte> record = file.AsSpan(Head + Record * i, Record);
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteInt32BigEndian(record[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(record[12..], bytes.Length);
            bytes.CopyTo(file, at);
            at += Aligned(bytes.Length);
        }
        return file;

        static int Aligned(int length) => (length + 3) & ~3;
    }

    private bool HasTag(int at, string tag) => U32(at) == ((uint)tag[0] << 24 | (uint)tag[1] << 16 | (uint)tag[2] << 8 | tag[3]);
}
