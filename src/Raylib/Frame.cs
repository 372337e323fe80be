using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs;

// A frame from begin to end: modes, timing, events, random numbers.
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
    public static partial void BeginMode2D(Camera2D camera);

    [LibraryImport(NativeLibName)]
    public static partial void EndMode2D();

    [LibraryImport(NativeLibName)]
    public static partial void BeginTextureMode(RenderTexture2D target);

    [LibraryImport(NativeLibName)]
    public static partial void EndTextureMode();

    [LibraryImport(NativeLibName)]
    public static partial void BeginShaderMode(Shader shader);

    [LibraryImport(NativeLibName)]
    public static partial void EndShaderMode();

    [LibraryImport(NativeLibName)]
    public static partial void BeginBlendMode(BlendMode mode);

    [LibraryImport(NativeLibName)]
    public static partial void EndBlendMode();

    [LibraryImport(NativeLibName)]
    public static partial void BeginScissorMode(int x, int y, int width, int height);

    [LibraryImport(NativeLibName)]
    public static partial void EndScissorMode();

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetWorldToScreen2D(Vector2 position, Camera2D camera);

    [LibraryImport(NativeLibName)]
    public static partial Vector2 GetScreenToWorld2D(Vector2 position, Camera2D camera);

    // Timing and events

    [LibraryImport(NativeLibName)]
    public static partial void SetTargetFPS(int fps);

    [LibraryImport(NativeLibName)]
    public static partial int GetFPS();

    [LibraryImport(NativeLibName)]
    public static partial float GetFrameTime();

    [LibraryImport(NativeLibName)]
    public static partial double GetTime();

    [LibraryImport(NativeLibName)]
    public static partial void WaitTime(double seconds);

    [LibraryImport(NativeLibName)]
    public static partial void SwapScreenBuffer();

    [LibraryImport(NativeLibName)]
    public static partial void PollInputEvents();

    [LibraryImport(NativeLibName)]
    public static partial void EnableEventWaiting();

    [LibraryImport(NativeLibName)]
    public static partial void DisableEventWaiting();

    // Random numbers

    [LibraryImport(NativeLibName)]
    public static partial void SetRandomSeed(uint seed);

    [LibraryImport(NativeLibName)]
    public static partial int GetRandomValue(int min, int max);
}
