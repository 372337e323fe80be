using System.Runtime.InteropServices;

namespace Unmask.Native;

/// <summary>GLFW's functions, if this libraylib exports them beside its own.</summary>
internal static unsafe class Glfw
{
    /// <summary>Sets our callback on the window that <c>InitWindow</c> has just opened.</summary>
    /// <param name="setter">GLFW's function that sets such a callback.</param>
    /// <param name="own">Our callback.</param>
    /// <param name="before">raylib's callback, which ours has to call; 0 if there is none.</param>
    /// <returns>False if this libraylib does not export GLFW's functions.</returns>
    public static bool TrySetCallback(string setter, nint own, out nint before)
    {
        before = 0;
        if (!NativeRaylib.TryLoad(out nint library, out _)
            || !NativeLibrary.TryGetExport(library, "glfwGetCurrentContext", out nint current)
            || !NativeLibrary.TryGetExport(library, setter, out nint set))
        {
            return false;
        }
        nint window = ((delegate* unmanaged[Cdecl]<nint>)current)();
        before = ((delegate* unmanaged[Cdecl]<nint, nint, nint>)set)(window, own);
        return true;
    }
}
