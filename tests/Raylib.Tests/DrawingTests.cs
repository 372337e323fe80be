using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raylib_cs;
using Xunit;

namespace Unmask.Tests;

public unsafe class DrawingTests
{
    private const int Width = 96;
    private const int Height = 64;
    private static readonly Color Ground = new(16, 19, 28, 255);
    private static readonly Color Orange = new(245, 121, 58, 255);

    [Fact]
    public void A_rectangle_covers_exactly_its_pixels() => Offscreen.Run(Width, Height, () =>
    {
        Color[] pixels = Offscreen.Pixels(() =>
        {
            Raylib.ClearBackground(Ground);
            Fill(10, 20, 30, 15, Orange);
        });

        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
            {
                bool inside = x is >= 10 and < 40 && y is >= 20 and < 35;
                Assert.Equal(inside ? Orange : Ground, pixels[y * Width + x]);
            }
    });

    [Fact]
    public void A_shader_and_its_uniform_colour_what_is_drawn() => Offscreen.Run(Width, Height, () =>
    {
        Shader shader = Raylib.LoadShaderFromMemory(null, """
            #version 330
            uniform float green;
            out vec4 finalColor;
            void main() { finalColor = vec4(0, green, 0, 1); }
            """);
        Raylib.SetShaderValue(shader, Raylib.GetShaderLocation(shader, "green"), 1f, ShaderUniformDataType.Float);

        Color[] pixels = Offscreen.Pixels(() =>
        {
            Raylib.ClearBackground(Ground);
            Raylib.BeginShaderMode(shader);
            Fill(0, 0, Width, Height / 2, Orange);
            Raylib.EndShaderMode();
        });

        Assert.Equal(new Color(0, 255, 0, 255), pixels[0]);
        Assert.Equal(Ground, pixels[^1]);
        Raylib.UnloadShader(shader);
    });

    [Fact]
    public void Pixels_survive_the_way_to_a_texture_and_a_file_and_back() => Offscreen.Run(Width, Height, () =>
    {
        string file = Path.Combine(Path.GetTempPath(), $"unmask-ß-{Guid.NewGuid():N}.png");
        byte* grays = stackalloc byte[] { 0, 60, 120, 180, 240, 255 };
        Texture2D texture = Raylib.LoadTextureFromImage(
            new Image { Data = grays, Width = 3, Height = 2, Mipmaps = 1, Format = PixelFormat.UncompressedGrayscale });
        Image copy = Raylib.LoadImageFromTexture(texture);
        try
        {
            Assert.True(Raylib.ExportImage(copy, file));
            Assert.True(File.Exists(file));
            Image read = Raylib.LoadImage(file);
            Assert.Equal((3, 2), (read.Width, read.Height));
            Color* colors = Raylib.LoadImageColors(read);
            for (int i = 0; i < 6; i++)
                Assert.Equal(new Color(grays[i], grays[i], grays[i], 255), colors[i]);
            Raylib.UnloadImageColors(colors);
            Raylib.UnloadImage(read);
        }
        finally
        {
            File.Delete(file);
            Raylib.UnloadImage(copy);
            Raylib.UnloadTexture(texture);
        }
    });

    [Fact]
    public void A_font_file_is_loaded_with_the_code_points_asked_for() => Offscreen.Run(Width, Height, () =>
    {
        string? file = Directory.Exists("/usr/share/fonts")
            ? Directory.EnumerateFiles("/usr/share/fonts", "Inter-Regular.*", SearchOption.AllDirectories).FirstOrDefault()
            : null;
        if (file is null)
            Assert.Skip("Inter is not installed.");

        int[] codepoints = ['a', 'ß', 'ş'];
        Font font = Raylib.LoadFontFromMemory(Path.GetExtension(file), File.ReadAllBytes(file), 72, codepoints, codepoints.Length);

        Assert.Equal(72, font.BaseSize);
        Assert.Equal(codepoints, new Span<GlyphInfo>(font.Glyphs, font.GlyphCount).ToArray().Select(glyph => glyph.Value));
        Assert.All(new Span<Rectangle>(font.Recs, font.GlyphCount).ToArray(), place => Assert.True(place.Width > 0 && place.Height > 0));
        Raylib.UnloadFont(font);
    });

    [Fact]
    public void Trace_messages_arrive_whole()
    {
        Messages.Clear();
        Raylib.SetTraceLogCallback(&Keep);
        Raylib.SetTraceLogLevel(TraceLogLevel.All);
        try
        {
            // Without a window, loading a file that is not there is enough to make raylib speak.
            Image image = Raylib.LoadImage("/nowhere/ß.png");
            Assert.True(image.Data is null);
        }
        finally
        {
            Raylib.SetTraceLogCallback(null);
        }
        Assert.Contains(Messages, message => message.Contains("[/nowhere/ß.png]"));
    }

    private static readonly List<string> Messages = [];

    /// <summary>Fills a rectangle as the toy does: vertex by vertex.</summary>
    private static void Fill(int left, int top, int width, int height, Color color)
    {
        Rlgl.Begin(DrawMode.Quads);
        Rlgl.Color4ub(color.R, color.G, color.B, color.A);
        Rlgl.Vertex2f(left, top);
        Rlgl.Vertex2f(left, top + height);
        Rlgl.Vertex2f(left + width, top + height);
        Rlgl.Vertex2f(left + width, top);
        Rlgl.End();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Keep(int level, sbyte* format, sbyte* args) =>
        Messages.Add(Logging.GetLogMessage((nint)format, (nint)args));
}
