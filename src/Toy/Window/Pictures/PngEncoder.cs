using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Unmask.Toy.Window.Pictures;

/// <summary>Writes a picture as PNG (ISO/IEC 15948): eight bits for each of red, green and blue.</summary>
internal static class PngEncoder
{
    /// <summary>CRC-32 as in the standard's annex D.</summary>
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <param name="output">Receives the file.</param>
    /// <param name="pixels">Three bytes each: red, green, blue; rows from the top.</param>
    /// <param name="width">Pixels, at least 1.</param>
    /// <param name="height">Pixels, at least 1.</param>
    public static void Write(Stream output, ReadOnlySpan<byte> pixels, int width, int height)
    {
        output.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        WriteChunk(output, "IHDR", head);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                // Flat backgrounds compress best unfiltered.
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(y * width * 3, width * 3));
            }
        }
        WriteChunk(output, "IDAT", packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(output, "IEND", []);
    }

    private static void WriteChunk(Stream output, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        byte[] name = Encoding.ASCII.GetBytes(type);
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        output.Write(number);
        output.Write(name);
        output.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, name), content));
        output.Write(number);
    }

    private static uint Check(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            check = Remainders[(check ^ value) & 255] ^ check >> 8;
        return check;
    }

    private static uint Remainder(int value)
    {
        uint remainder = (uint)value;
        for (int bit = 0; bit < 8; bit++)
            remainder = (remainder & 1) != 0 ? 0xedb88320 ^ remainder >> 1 : remainder >> 1;
        return remainder;
    }
}
