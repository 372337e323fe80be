namespace Unmask.Toy.Window.Pictures;

/// <summary>The rectangle of a frame to write, in pixels.</summary>
internal readonly record struct GifPart(int X, int Y, int Width, int Height)
{
    /// <summary>The smallest rectangle around all changed pixels; its width is 0 if there are none.</summary>
    public static GifPart Changed(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int width, int height)
    {
        int left = width, right = -1, top = -1, bottom = -1;
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> old = before.Slice(y * width, width), now = after.Slice(y * width, width);
            int first = old.CommonPrefixLength(now);
            if (first == width)
                continue;
            int last = width - 1;
            while (old[last] == now[last])
                last--;
            (left, right, bottom) = (Math.Min(left, first), Math.Max(right, last), y);
            top = top < 0 ? y : top;
        }
        return right < 0 ? default : new(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>Copies what is in the rectangle, row by row.</summary>
    /// <param name="before">The current frame, one byte per pixel.</param>
    /// <param name="after">The next frame.</param>
    /// <param name="width">Pixels in a row of both.</param>
    /// <param name="transparent">Index for an unchanged pixel; -1 if the palette has no room for it.</param>
    /// <param name="part">Receives the rectangle.</param>
    public void Copy(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, int width, int transparent, Span<byte> part)
    {
        for (int y = Y, to = 0; y < Y + Height; y++)
        {
            for (int at = y * width + X, end = at + Width; at < end; at++)
                part[to++] = transparent >= 0 && before[at] == after[at] ? (byte)transparent : after[at];
        }
    }
}
