using System.Numerics;
using System.Runtime.InteropServices;
using Raylib_cs;
using Xunit;

namespace Unmask.Tests;

/// <summary>Sizes and offsets of raylib.h on a 64-bit machine. A wrong one corrupts memory.</summary>
public unsafe class LayoutTests
{
    [Fact]
    public void Structs_have_the_sizes_that_C_gives_them()
    {
        Assert.Equal(1, sizeof(CBool));
        Assert.Equal(4, sizeof(Color));
        Assert.Equal(8, sizeof(Vector2));
        Assert.Equal(16, sizeof(Rectangle));
        Assert.Equal(24, sizeof(Image));
        Assert.Equal(20, sizeof(Texture2D));
        Assert.Equal(44, sizeof(RenderTexture2D));
        Assert.Equal(40, sizeof(GlyphInfo));
        Assert.Equal(48, sizeof(Font));
        Assert.Equal(16, sizeof(Shader));
        Assert.Equal(24, sizeof(Wave));
        Assert.Equal(32, sizeof(AudioStream));
        Assert.Equal(40, sizeof(Sound));
        Assert.Equal(16, sizeof(FilePathList));
    }

    [Theory]
    [InlineData(typeof(Color), "A", 3)]
    [InlineData(typeof(Image), "Format", 20)]
    [InlineData(typeof(Texture2D), "Format", 16)]
    [InlineData(typeof(RenderTexture2D), "Depth", 24)]
    [InlineData(typeof(GlyphInfo), "Image", 16)]
    [InlineData(typeof(Font), "Texture", 12)]
    [InlineData(typeof(Font), "Recs", 32)]
    [InlineData(typeof(Font), "Glyphs", 40)]
    [InlineData(typeof(Shader), "Locs", 8)]
    [InlineData(typeof(Wave), "Data", 16)]
    [InlineData(typeof(AudioStream), "SampleRate", 16)]
    [InlineData(typeof(Sound), "FrameCount", 32)]
    public void Fields_stand_where_C_puts_them(Type type, string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf(type, field));
}
