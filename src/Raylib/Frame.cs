using System.Runtime.InteropServices;

namespace Raylib_cs;

// A frame from beginning to end: modes, timing, events.
public static unsafe partial class Raylib
{
    // Modes

    [LibraryImport(NativeLibName)]
    public static partial void ClearBackground(Color color);

    [LibraryImport(NativeLibName)]
    public static partial void BeginDrawing();

    [LibraryImport(NativeLibName)]
    public static partial void EndDrawing();

    [LibraryImport(NativeLibName)]
    public static partial void BeginTextureMode(RenderTexture2D target);

    [LibraryImport(NativeLibName)]
    public static partial void EndTextureMode();

    [LibraryImport(NativeLibName)]
    public static partial void BeginShaderMode(Shader shader);

    [LibraryImport(NativeLibName)]
    public static partial void EndShaderMode();

    // Timing and events

    [LibraryImport(NativeLibName)]
    public static partial void SetTargetFPS(int fps);

    [LibraryImport(NativeLibName)]
    public static partial double GetTime();

    [LibraryImport(NativeLibName)]
    public static partial void PollInputEvents();
}

/// <summary>Red, green, blue, alpha.</summary>
public struct Color
{
    public byte R;
    public byte G;
    public byte B;
    public byte A;

    public Color(byte r, byte g, byte b, byte a) => (R, G, B, A) = (r, g, b, a);

    public override readonly string ToString() => $"{{R:{R} G:{G} B:{B} A:{A}}}";
}
