using System.Runtime.InteropServices;

namespace Unmask.Native;

/// <summary>
/// Drawing without a display: GLFW's null platform, whose OpenGL is OSMesa. Everything in raylib works, shaders too.
/// Not part of the Raylib-cs API.
/// </summary>
public static unsafe class OffscreenContext
{
    private const int Platform = 0x50003;
    private const int NullPlatform = 0x60005;
    private const int AnyPlatform = 0x60000;

    /// <summary>Makes the next <c>InitWindow</c> off-screen. <c>IsWindowReady</c> still tells whether it succeeds.</summary>
    public static bool TryRequest(out string problem) => TryHint(NullPlatform, out problem);

    /// <summary>Undoes the request: the next <c>InitWindow</c> opens a window again.</summary>
    public static bool TryWithdraw(out string problem) => TryHint(AnyPlatform, out problem);

    private static bool TryHint(int platform, out string problem)
    {
        if (!NativeRaylib.TryLoad(out nint library, out problem))
            return false;
        // Also found if GLFW is a separate library that raylib depends on.
        if (!NativeLibrary.TryGetExport(library, "glfwInitHint", out nint address))
        {
            problem = "This libraylib draws on a display only: it does not export GLFW's functions.";
            return false;
        }
        ((delegate* unmanaged[Cdecl]<int, int, void>)address)(Platform, platform);
        return true;
    }
}
