using System.Runtime.InteropServices;

namespace Unmask.Toy.Window.Pictures;

/// <summary>
/// The colours of a whole film. A few colours stay exact; more are reduced by median cut (Heckbert, 1982), where each box of colours is shown as
/// its most frequent colour, so that plain backgrounds do not change.
/// </summary>
internal sealed class GifPalette
{
    private readonly Dictionary<int, byte> _indices = [];
    private readonly int[] _colors;

    private GifPalette(int[] colors) => _colors = colors;

    /// <summary>Each as 0xRRGGBB.</summary>
    public ReadOnlySpan<int> Colors => _colors;

    /// <param name="film">At least one frame.</param>
    /// <param name="exact">Up to this number of colours, none is changed; at most 256.</param>
    /// <param name="reduced">The number of colours after a reduction; at most <paramref name="exact"/>.</param>
    public static GifPalette Of(Film film, int exact, int reduced)
    {
        (int Color, long Count)[] counted = [.. Count(film).Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key)];
        List<ArraySegment<(int Color, long Count)>> boxes = counted.Length <= exact
            ? [.. Enumerable.Range(0, counted.Length).Select(i => new ArraySegment<(int, long)>(counted, i, 1))]
            : Cut(counted, reduced);
        var palette = new GifPalette([.. boxes.Select(box => box.MaxBy(color => color.Count).Color)]);
        for (int i = 0; i < boxes.Count; i++)
        {
            foreach ((int color, _) in boxes[i])
                palette._indices[color] = (byte)i;
        }
        return palette;
    }

    /// <summary>The palette's index for a colour of the film.</summary>
    public byte IndexOf(int color) => _indices[color];

    /// <summary>How often each colour appears; unchanged pixels are counted once.</summary>
    private static Dictionary<int, long> Count(Film film)
    {
        var counts = new Dictionary<int, long>();
        byte[]? before = null;
        foreach (FilmFrame frame in film.Frames)
        {
            byte[] pixels = frame.Pixels;
            int last = -1;
            long run = 0;
            for (int at = 0; at < pixels.Length; at += 3)
            {
                int color = ColorAt(pixels, at);
                if (before is not null && color == ColorAt(before, at))
                    continue;
                if (color != last && run > 0)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, last, out _) += run;
                    run = 0;
                }
                last = color;
                run++;
            }
            if (run > 0)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, last, out _) += run;
            before = pixels;
        }
        return counts;
    }

    public static int ColorAt(ReadOnlySpan<byte> pixels, int at) => pixels[at] << 16 | pixels[at + 1] << 8 | pixels[at + 2];

    /// <summary>Repeatedly halves the box with the largest longest side · √pixels, at the median of that side.</summary>
    private static List<ArraySegment<(int Color, long Count)>> Cut((int Color, long Count)[] counted, int most)
    {
        var boxes = new PriorityQueue<(ArraySegment<(int Color, long Count)> Box, int Shift), double>();
        Add(counted);
        var done = new List<ArraySegment<(int Color, long Count)>>();
        while (boxes.Count > 0 && boxes.Count + done.Count < most)
        {
            (ArraySegment<(int Color, long Count)> box, int shift) = boxes.Dequeue();
            if (box.Count == 1)
            {
                done.Add(box);
                continue;
            }
            box.AsSpan().Sort((a, b) => (a.Color >> shift & 255) != (b.Color >> shift & 255)
                ? (a.Color >> shift & 255).CompareTo(b.Color >> shift & 255)
                : a.Color.CompareTo(b.Color));
            int half = Median(box);
            Add(box[..half]);
            Add(box[half..]);
        }
        return [.. done, .. boxes.UnorderedItems.Select(item => item.Element.Box)];

        void Add(ArraySegment<(int Color, long Count)> box)
        {
            (int shift, int length) = LongestSide(box);
            boxes.Enqueue((box, shift), -length * Math.Sqrt(box.Sum(color => (double)color.Count)));
        }
    }

    /// <summary>The first colour of the second half: at least 1, less than all.</summary>
    private static int Median(ArraySegment<(int Color, long Count)> box)
    {
        long half = box.Sum(color => color.Count) / 2, sum = 0;
        for (int i = 0; i < box.Count; i++)
        {
            sum += box[i].Count;
            if (sum > half)
                return Math.Clamp(i, 1, box.Count - 1);
        }
        return box.Count - 1;
    }

    private static (int Shift, int Length) LongestSide(ArraySegment<(int Color, long Count)> box)
    {
        (int Shift, int Length) longest = (0, -1);
        foreach (int shift in (ReadOnlySpan<int>)[8, 16, 0])
        {
            int least = 255, most = 0;
            foreach ((int color, _) in box)
            {
                int value = color >> shift & 255;
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }
            if (most - least > longest.Length)
                longest = (shift, most - least);
        }
        return longest;
    }
}
