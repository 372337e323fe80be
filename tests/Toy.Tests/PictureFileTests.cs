using CsCheck;
using Unmask.Toy.Window.Pictures;

namespace Unmask.Toy.Tests;

/// <summary>Films and pictures that others can read: what ImageMagick shows is what was filmed.</summary>
public sealed class PictureFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unmask").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 2)]
    [InlineData(300, 1, 2)]
    [InlineData(1, 300, 3)]
    [InlineData(64, 64, 4)]
    [InlineData(64, 64, 5)]
    [InlineData(97, 61, 127)]
    [InlineData(97, 61, 128)]
    [InlineData(128, 96, 255)]
    [InlineData(128, 96, 256)]
    public void A_film_of_at_most_256_colours_is_exact(int width, int height, int colors) =>
        AssertExact(Noise(new Random(colors), width, height, colors, frames: 4));

    [Fact]
    public void Any_small_film_is_exact() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 256], Gen.Int[1, 6], Gen.Int)
            .Sample((width, height, colors, frames, seed) => AssertExact(Noise(new Random(seed), width, height, colors, frames)), iter: 30, threads: 1);

    [Theory]
    [InlineData(257)]
    [InlineData(5_000)]
    public void More_colours_are_reduced_to_near_ones(int colors)
    {
        Film film = Noise(new Random(colors), 100, 100, colors, frames: 1);
        IReadOnlyList<byte[]> shown = Written(film).Frames;
        Assert.Equal(film.Frames.Count, shown.Count);
        for (int i = 0; i < shown.Count; i++)
            Assert.InRange(Enumerable.Range(0, shown[i].Length).Average(at => Math.Abs(shown[i][at] - film.Frames[i].Pixels[at])), 0, 24);
    }

    /// <summary>A ground that fills most of the picture keeps its very colour, however many others there are.</summary>
    [Fact]
    public void A_plain_ground_stays_what_it_is()
    {
        byte[] pixels = new byte[100 * 100 * 3];
        new Random(1).NextBytes(pixels);
        for (int at = 0; at < 60 * 100 * 3; at += 3)
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (0x10, 0x13, 0x1c);
        byte[] shown = Written(new Film(100, 100, [new(pixels, 40)])).Frames[0];
        Assert.Equal(pixels[..(60 * 100 * 3)], shown[..(60 * 100 * 3)]);
    }

    [Fact]
    public void Frames_that_look_the_same_are_one_and_no_time_is_lost()
    {
        byte[] black = [0, 0, 0], white = [255, 255, 255];
        ForeignPictures read = Written(new Film(1, 1, [new(black, 44), new(white, 44), new(white, 44), new(black, 44), new(white, 2_400)]));
        Assert.Equal([black, white, black, white], read.Frames);
        Assert.Equal([4, 9, 5, 240], read.Delays);
    }

    /// <summary>ImageMagick does not tell how often a film is shown; the extension that says it is a fixed run of bytes.</summary>
    [Fact]
    public void A_film_loops_for_ever()
    {
        Written(Noise(new Random(1), 8, 8, 4, frames: 3));
        byte[] file = File.ReadAllBytes(Path.Combine(_folder, "film.gif"));
        byte[] forEver = [0x21, 0xff, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0];
        Assert.NotEqual(-1, file.AsSpan().IndexOf(forEver));
    }

    [Fact]
    public void Any_picture_is_exact_as_png() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int).Sample((width, height, seed) =>
        {
            byte[] pixels = new byte[width * height * 3];
            new Random(seed).NextBytes(pixels);
            string path = Path.Combine(_folder, "picture.png");
            File.WriteAllBytes(path, PictureFile.Png(pixels, width, height));
            ForeignPictures read = ForeignPictures.Read(path);
            Assert.Equal((width, height), (read.Width, read.Height));
            Assert.Equal(pixels, Assert.Single(read.Frames));
        }, iter: 20, threads: 1);

    private void AssertExact(Film film)
    {
        ForeignPictures read = Written(film);
        Assert.Equal((film.Width, film.Height), (read.Width, read.Height));
        List<byte[]> expected = [];
        foreach (FilmFrame frame in film.Frames)
        {
            if (expected.Count == 0 || !expected[^1].AsSpan().SequenceEqual(frame.Pixels))
                expected.Add(frame.Pixels);
        }
        Assert.Equal(expected, read.Frames);
        Assert.Equal(film.Frames.Sum(frame => frame.Milliseconds) / 10, read.Delays.Sum());
    }

    private ForeignPictures Written(Film film)
    {
        string path = Path.Combine(_folder, "film.gif");
        File.WriteAllBytes(path, PictureFile.Gif(film));
        return ForeignPictures.Read(path);
    }

    /// <summary>Every frame changes some pixels of the one before, at random, or none.</summary>
    private static Film Noise(Random random, int width, int height, int colors, int frames)
    {
        int[] palette = [.. Enumerable.Range(0, colors).Select(_ => random.Next(1 << 24))];
        byte[] pixels = new byte[width * height * 3];
        List<FilmFrame> film = [];
        for (int frame = 0; frame < frames; frame++)
        {
            double share = frame == 0 ? 1 : random.Next(3) / 8.0;
            for (int at = 0; at < pixels.Length; at += 3)
            {
                if (random.NextDouble() >= share)
                    continue;
                int color = palette[at / 3 < colors && frame == 0 ? at / 3 : random.Next(colors)];
                (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)(color >> 16), (byte)(color >> 8), (byte)color);
            }
            film.Add(new([.. pixels], 10 * random.Next(1, 30)));
        }
        return new(width, height, film);
    }
}
