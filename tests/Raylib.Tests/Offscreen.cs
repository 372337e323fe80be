using Raylib_cs;
using Unmask.Native;
using Xunit;

// raylib has one window per process, so tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Unmask.Tests;

/// <summary>An off-screen window for one test.</summary>
internal static unsafe class Offscreen
{
    public static void Run(int width, int height, Action draw)
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Off-screen drawing needs OSMesa, which only ./test on Linux provides.");
        Assert.True(OffscreenContext.TryRequest(out string problem), problem);
        Raylib.SetTraceLogLevel(TraceLogLevel.None);
        Raylib.InitWindow(width, height, "Unmask");
        Assert.True(Raylib.IsWindowReady(), "No off-screen window: is libosmesa6 installed?");
        try
        {
            draw();
        }
        finally
        {
            Raylib.CloseWindow();
        }
    }

    /// <summary>What a frame shows, row by row from the top.</summary>
    public static Color[] Pixels(Action draw)
    {
        Raylib.BeginDrawing();
        draw();
        Raylib.EndDrawing();
        Image image = Raylib.LoadImageFromScreen();
        Color* colors = Raylib.LoadImageColors(image);
        Color[] pixels = new Span<Color>(colors, image.Width * image.Height).ToArray();
        Raylib.UnloadImageColors(colors);
        Raylib.UnloadImage(image);
        return pixels;
    }
}
