using System.Buffers.Binary;
using System.Numerics;

namespace Unmask.Toy.Window.Pictures;

/// <summary>
/// Writes a film as an animated GIF (GIF89a) that loops for ever. It has one palette, and of each frame only the changed rectangle, in which
/// unchanged pixels are transparent. It is made for pictures with few colours, so nothing is dithered.
/// </summary>
internal static class GifEncoder
{
    /// <summary>Enough for the tints of a row of tiles; more would only make the file larger. One entry stays free for transparency.</summary>
    private const int ReducedColors = 127;

    private const int MostSide = 65_535, LongestDelay = 65_535;

    /// <exception cref="ArgumentException">There is no frame, or a side is too long for the format.</exception>
    public static void Write(Stream output, Film film)
    {
        if (film.Frames.Count == 0 || film.Width is < 1 or > MostSide || film.Height is < 1 or > MostSide)
            throw new ArgumentException($"A GIF has frames of 1 to {MostSide} pixels a side.", nameof(film));
        GifPalette palette = GifPalette.Of(film, 256, ReducedColors);
        int transparent = palette.Colors.Length < 256 ? palette.Colors.Length : -1;
        int bits = Math.Max(1, BitOperations.Log2((uint)(palette.Colors.Length + (transparent < 0 ? 0 : 1) - 1)) + 1);
        WriteHead(output, film, palette, bits);
        var lzw = new GifLzw();
        byte[] shown = new byte[film.Width * film.Height], drawn = new byte[shown.Length], part = new byte[shown.Length];
        var pending = new GifPart(0, 0, film.Width, film.Height);
        Index(film.Frames[0].Pixels, null, palette, shown);
        shown.CopyTo(part, 0);
        bool whole = true;
        long time = 0, written = 0;
        for (int i = 0; i < film.Frames.Count; i++)
        {
            time += film.Frames[i].Milliseconds;
            GifPart changed = default;
            if (i + 1 < film.Frames.Count)
            {
                Index(film.Frames[i + 1].Pixels, (film.Frames[i].Pixels, shown), palette, drawn);
                changed = GifPart.Changed(shown, drawn, film.Width, film.Height);
                // Equal frames become one that is shown for longer.
                if (changed.Width == 0)
                    continue;
            }
            // Rounds the time since the film's start, so that errors do not add up.
            long delay = Math.Min(LongestDelay, (time + 5) / 10 - written);
            written = (time + 5) / 10;
            WriteFrame(output, pending, (int)delay, whole ? -1 : transparent);
            lzw.Write(output, part.AsSpan(0, pending.Width * pending.Height), bits);
            if (changed.Width == 0)
                break;
            changed.Copy(shown, drawn, film.Width, transparent, part);
            (pending, whole) = (changed, false);
            (shown, drawn) = (drawn, shown);
        }
        output.WriteByte(0x3b);
    }

    private static void WriteHead(Stream output, Film film, GifPalette palette, int bits)
    {
        output.Write("GIF89a"u8);
        WriteNumbers(output, film.Width, film.Height);
        output.Write([(byte)(0xf0 | bits - 1), 0, 0]);
        Span<byte> table = stackalloc byte[3 << bits];
        table.Clear();
        for (int i = 0; i < palette.Colors.Length; i++)
        {
            int color = palette.Colors[i];
            (table[3 * i], table[3 * i + 1], table[3 * i + 2]) = ((byte)(color >> 16), (byte)(color >> 8), (byte)color);
        }
        output.Write(table);
        if (film.Frames.Count > 1)
        {
            output.Write([0x21, 0xff, 11]);
            output.Write("NETSCAPE2.0"u8);
            output.Write([3, 1, 0, 0, 0]);
        }
    }

    private static void WriteFrame(Stream output, in GifPart part, int delay, int transparent)
    {
        // Stays in place when the next frame comes.
        output.Write([0x21, 0xf9, 4, (byte)(1 << 2 | (transparent < 0 ? 0 : 1))]);
        WriteNumbers(output, delay);
        output.Write([(byte)Math.Max(0, transparent), 0, 0x2c]);
        WriteNumbers(output, part.X, part.Y, part.Width, part.Height);
        output.WriteByte(0);
    }

    private static void WriteNumbers(Stream output, params ReadOnlySpan<int> numbers)
    {
        Span<byte> two = stackalloc byte[2];
        foreach (int number in numbers)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(two, (ushort)number);
            output.Write(two);
        }
    }

    /// <param name="pixels">Three bytes each.</param>
    /// <param name="before">The frame before, with its indices: most pixels stay.</param>
    /// <param name="palette">The palette, with every colour of the film.</param>
    /// <param name="indices">Receives one byte for each pixel.</param>
    private static void Index(byte[] pixels, (byte[] Pixels, byte[] Indices)? before, GifPalette palette, byte[] indices)
    {
        int last = -1;
        byte index = 0;
        for (int i = 0, at = 0; i < indices.Length; i++, at += 3)
        {
            int color = GifPalette.ColorAt(pixels, at);
            if (before is { } known && color == GifPalette.ColorAt(known.Pixels, at))
            {
                indices[i] = known.Indices[i];
                continue;
            }
            if (color != last)
                (last, index) = (color, palette.IndexOf(color));
            indices[i] = index;
        }
    }
}
