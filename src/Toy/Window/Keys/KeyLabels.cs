using System.Runtime.InteropServices;
using Raylib_cs;

namespace Unmask.Toy.Window.Keys;

/// <summary>
/// What the keyboard layout of now prints on a key. raylib 6 tells it, an older one may export GLFW's own function; the Raylib-cs API has no name for
/// either yet, so the library is asked. Where neither is there, no label is known, and keys are where US keyboards have them.
/// </summary>
internal static unsafe class KeyLabels
{
    private static readonly nint Name = Find();

    private static readonly bool IsGlfws = Name != 0 && !NativeLibrary.TryGetExport(Library(), "GetKeyName", out _);

    /// <summary>Null if it is not known.</summary>
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
