using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Raylib_cs;
using Xunit;

namespace Unmask.Tests;

public unsafe class DrawingTests
{
    private const int Width = 96;
    private const int Height = 64;
    private static readonly Color Ground = new(16, 19, 28);
    private static readonly Color Orange = new(245, 121, 58);

    [Fact]
    public void A_rectangle_covers_exactly_its_pixels() => Offscreen.Run(Width, Height, () =>
    {
        Color[] pixels = Offscreen.Pixels(() =>
        {
            Raylib.ClearBackground(Ground);
            Raylib.DrawRectangle(10, 20, 30, 15, Orange);
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
        Shader shader = Raylib.LoadShaderFromMemory((string)null!, """
            #version 330
            uniform vec4 tint;
            out vec4 finalColor;
            void main() { finalColor = tint; }
            """);
        Assert.True(Raylib.IsShaderValid(shader));
        Raylib.SetShaderValue(
            shader, Raylib.GetShaderLocation(shader, "tint"), new Vector4(0, 1, 0, 1), ShaderUniformDataType.Vec4);

        Color[] pixels = Offscreen.Pixels(() =>
        {
            Raylib.ClearBackground(Ground);
            Raylib.BeginShaderMode(shader);
            Raylib.DrawRectangle(0, 0, Width, Height / 2, Color.White);
            Raylib.EndShaderMode();
        });

        Assert.Equal(new Color(0, 255, 0), pixels[0]);
        Assert.Equal(Ground, pixels[^1]);
        Raylib.UnloadShader(shader);
    });

    [Fact]
    public void Pixels_survive_the_way_to_a_texture_and_a_file_and_back() => Offscreen.Run(Width, Height, () =>
    {
        string file = Path.Combine(Path.GetTempPath(), $"unmask-{Guid.NewGuid():N}.png");
        Color[] colors = [Orange, Ground, Color.White, Color.Black];
        Image image = Raylib.GenImageColor(2, 2, Color.Blank);
        Texture2D texture = Raylib.LoadTextureFromImage(image);
        Raylib.UpdateTexture(texture, colors);
        Image copy = Raylib.LoadImageFromTexture(texture);
        try
        {
            Assert.True(Raylib.ExportImage(copy, file));
            Image read = Raylib.LoadImageFromMemory(".png", File.ReadAllBytes(file));
            Raylib.ImageResizeNN(ref read, 4, 4);
            Assert.Equal(4, read.Width);
            Assert.Equal(Ground, Raylib.GetImageColor(read, 3, 0));
            Assert.Equal(Color.White, Raylib.GetImageColor(read, 0, 3));
            Raylib.UnloadImage(read);
        }
        finally
        {
            File.Delete(file);
            Raylib.UnloadImage(copy);
            Raylib.UnloadTexture(texture);
            Raylib.UnloadImage(image);
        }
    });

    [Fact]
    public void Drawing_text_allocates_nothing() => Offscreen.Run(Width, Height, () =>
    {
        Font font = Raylib.GetFontDefault();
        string text = "Zoë, unmasked";
        string longText = new('m', 2000);
        Vector2 size = default;

        void Frame()
        {
            Raylib.BeginDrawing();
            for (int i = 0; i < 20; i++)
            {
                Raylib.DrawTextEx(font, text, new Vector2(4, 4), 14, 1, Color.White);
                Raylib.DrawTextEx(font, longText, new Vector2(4, 24), 14, 1, Color.White);
                size = Raylib.MeasureTextEx(font, text, 14, 1);
            }
            Raylib.EndDrawing();
        }

        // The first calls compile code and fill the pool that long texts borrow from.
        for (int i = 0; i < 3; i++)
            Frame();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            Frame();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(size.X > 0 && size.Y > 0);
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
        Font font = Raylib.LoadFontEx(file, 72, codepoints, codepoints.Length);

        Assert.True(Raylib.IsFontValid(font));
        Assert.Equal(3, font.GlyphCount);
        Assert.Equal(2, Raylib.GetGlyphIndex(font, 'ş'));
        Assert.Equal('ß', Raylib.GetGlyphInfo(font, 'ß').Value);
        Raylib.UnloadFont(font);
    });

    [Fact]
    public void Trace_messages_arrive_whole()
    {
        messages.Clear();
        Raylib.SetTraceLogCallback(&Keep);
        Raylib.SetTraceLogLevel(TraceLogLevel.All);
        try
        {
            // Without a window, loading a file that is not there is enough to make raylib speak.
            Image image = Raylib.LoadImage("/nowhere/ß.png");
            Assert.False(Raylib.IsImageValid(image));
        }
        finally
        {
            Raylib.SetTraceLogCallback(null);
        }
        Assert.Contains(messages, message => message.Contains("[/nowhere/ß.png]"));
    }

    private static readonly List<string> messages = [];

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Keep(int level, sbyte* format, sbyte* args) =>
        messages.Add(Logging.GetLogMessage((nint)format, (nint)args));
}
