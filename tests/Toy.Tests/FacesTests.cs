using System.Buffers.Binary;
using CsCheck;
using Unmask.Toy.Window.Ui;

namespace Unmask.Toy.Tests;

/// <summary>Fonts made for the purpose out of the system's: ones that have a script only, collections, damaged ones.</summary>
public sealed class FacesTests : IDisposable
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyz", Deva = "कखगि";

    /// <summary>The tables that <see cref="FontFile"/> reads, of a font that the tests have anyway.</summary>
    private static readonly byte[] Source = FontSearch.Find(Latin)!.Regular.Bytes;

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-fonts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_font_of_one_script_stands_beside_the_programs_own()
    {
        Put("AAA-Deva.ttf", Font(Deva + Faces.Circle));
        Put("Inter-Regular.ttf", Source);
        Faces faces = Find(Latin + Deva);
        Assert.Equal("", faces.Missing);
        Assert.Null(faces.Complaint);
        Assert.All(Latin, c => Assert.Equal(0, faces.PlaceOf(false, c)));
        Assert.All(Deva, c => Assert.Equal(1, faces.PlaceOf(true, c)));
        var text = new Typography(faces, 1, 56);
        Assert.True(text.Measure(TextStyle.Tile, "ि") > text.Advance(TextStyle.Tile, 'ि') * 56, "no circle under a mark");
        Assert.Equal(text.Measure(TextStyle.Tile, "क"), text.Advance(TextStyle.Tile, 'क') * 56);
    }

    [Fact]
    public void Letters_are_gathered_from_several_fonts_and_what_none_has_is_named()
    {
        Put("Inter-Regular.ttf", Source);
        Put("One.ttf", Font("कख"));
        Put("Two.otf", Font("ग"));
        Faces faces = Find(Latin + "कखगघ");
        Assert.Equal("घ", faces.Missing);
        Assert.Contains("U+0918", faces.Complaint);
        Assert.Equal(-1, faces.PlaceOf(true, 'घ'));
        Assert.Equal(Typography.FrameWidth, new Typography(faces, 1, 56).Advance(TextStyle.Tile, 'घ'));
    }

    [Theory]
    [InlineData("Many.ttc")]
    [InlineData("MANY.OTC")]
    public void Collections_are_looked_into_and_one_face_of_them_is_a_font(string name)
    {
        Put("Inter-Regular.ttf", Source);
        Put(name, Collection(Font("あい"), Font("うえ")));
        Faces faces = Find(Latin + "あう");
        Assert.Equal("", faces.Missing);
        Put("Alone.ttf", faces.Others[1].Bytes);
        FontFile alone = Assert.Single(FontFile.ReadAll(Path.Combine(_folder, "Alone.ttf")));
        Assert.True(faces.Others[0].Has('あ') && alone.Has('う') && !alone.Has('あ'));
        Assert.Equal(faces.Others[1].Advance('う'), alone.Advance('う'));
    }

    [Fact]
    public void Broken_fonts_are_passed_over()
    {
        Put("Inter-Regular.ttf", Source[..(Source.Length / 2)]);
        Put("Arial.ttf", [1, 2, 3]);
        Put("Empty.ttf", []);
        Put("NotoSans-Regular.ttf", "<html>no font</html>"u8.ToArray());
        Assert.Null(FontSearch.Find(Latin, [_folder]));
        Put("DejaVuSans.ttf", Source);
        Assert.Equal(Source, Find(Latin).Regular.Bytes);
    }

    [Fact]
    public void Damaged_fonts_are_read_or_refused_but_never_fail() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Byte, Gen.Int[0, Source.Length - 1], Gen.Byte).Sample((first, value, second, other) =>
        {
            byte[] damaged = Font(Deva);
            damaged[first % damaged.Length] = value;
            damaged[second % damaged.Length] = other;
            Put("Damaged.ttf", damaged);
            foreach (FontFile font in FontFile.ReadAll(Path.Combine(_folder, "Damaged.ttf")))
            {
                foreach (char c in "aक\uFFFF")
                    _ = (font.Has(c), font.Advance(c));
            }
        }, iter: 200, threads: 1);

    private Faces Find(string letters) => FontSearch.Find(letters, [_folder]) ?? throw new InvalidOperationException("no font");

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);

    /// <summary>A font that draws a, b, c, … for some letters, and has no others.</summary>
    private static byte[] Font(string letters)
    {
        FontTables tables = FontTables.FacesOf(Source).Single();
        byte[] map = new byte[28 + 12 * letters.Length];
        Write16(0, 0);
        Write16(2, 1);
        Write16(4, 3);
        Write16(6, 10);
        Write32(8, 12);
        Write16(12, 12);
        Write32(16, 16 + 12 * letters.Length);
        Write32(24, letters.Length);
        for (int i = 0; i < letters.Length; i++)
        {
            char letter = letters.Order().ElementAt(i);
            Write32(28 + 12 * i, letter);
            Write32(32 + 12 * i, letter);
            Write32(36 + 12 * i, 40 + i);
        }
        string[] tags = ["CFF ", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp"];
        return FontTables.Write(tables.U32(0), [.. tags.Where(tag => tables.Find(tag) is not null).Select(tag => (tag, tag == "cmap" ? map : tables.Bytes(tag)))]);

        void Write16(int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(at), (ushort)value);
        void Write32(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(map.AsSpan(at), value);
    }

    /// <summary>Fonts in one file, as collections hold them: places of tables are counted from its beginning.</summary>
    private static byte[] Collection(params byte[][] fonts)
    {
        var file = new MemoryStream();
        byte[] head = new byte[12 + 4 * fonts.Length];
        "ttcf"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), 0x10000);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), fonts.Length);
        int at = head.Length;
        for (int i = 0; i < fonts.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(12 + 4 * i), at);
            for (int table = 0; table < BinaryPrimitives.ReadUInt16BigEndian(fonts[i].AsSpan(4)); table++)
            {
                Span<byte> place = fonts[i].AsSpan(12 + 16 * table + 8);
                BinaryPrimitives.WriteInt32BigEndian(place, BinaryPrimitives.ReadInt32BigEndian(place) + at);
            }
            at += fonts[i].Length;
        }
        file.Write(head);
        foreach (byte[] font in fonts)
            file.Write(font);
        return file.ToArray();
    }
}
