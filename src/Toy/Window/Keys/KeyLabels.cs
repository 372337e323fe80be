using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>
/// The label of a key in the current keyboard layout. raylib 6 tells it, and an older version may export GLFW's function. The Raylib-cs API has
/// neither yet, so the library is asked directly. Without either no label is known, and keys are placed as on US keyboards.
/// </summary>
internal static unsafe class KeyLabels
{
    private static readonly nint Name = Find();

    private static readonly bool IsGlfws = Name != 0 && !NativeLibrary.TryGetExport(Library(), "GetKeyName", out _);

    /// <summary>Null if the label is unknown.</summary>
    public static string? Of(KeyboardKey key)
    {
        if (Name == 0)
            return null;
        byte* label = IsGlfws
            ? ((delegate* unmanaged[Cdecl]<int, int, byte*>)Name)((int)key, 0)
            : ((delegate* unmanaged[Cdecl]<int, byte*>)Name)((int)key);
        return Marshal.PtrToStringUTF8((nint)label);
    }

    private static nint Find()
    {
        nint library = Library();
        return library != 0 && (NativeLibrary.TryGetExport(library, "GetKeyName", out nint name) || NativeLibrary.TryGetExport(library, "glfwGetKeyName", out name)) ? name : 0;
    }

    private static nint Library()
    {
#if OWN_BINDING
        return Native.NativeRaylib.TryLoad(out nint library, out _) ? library : 0;
#else
        return NativeLibrary.TryLoad("raylib", typeof(Raylib).Assembly, null, out nint library) ? library : 0;
#endif
    }
}
