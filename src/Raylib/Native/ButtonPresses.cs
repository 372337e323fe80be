using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unmask.Native;

/// <summary>
/// Mouse button presses, as GLFW reports them. raylib compares a button's state between frames, so it misses a tap shorter
/// than a frame. Not part of the Raylib-cs API.
/// </summary>
public static unsafe class ButtonPresses
{
    private const int Press = 1;

    private static delegate* unmanaged[Cdecl]<nint, int, int, int, void> _raylibs;
    private static bool _listens;
    private static uint _pressed;

    /// <summary>Listens to the window that <c>InitWindow</c> has just opened; raylib still receives every event.</summary>
    /// <returns>False if this libraylib does not export GLFW's functions.</returns>
    public static bool TryListen()
    {
        delegate* unmanaged[Cdecl]<nint, int, int, int, void> own = &Hear;
        _listens = Glfw.TrySetCallback("glfwSetMouseButtonCallback", (nint)own, out nint before);
        _raylibs = (delegate* unmanaged[Cdecl]<nint, int, int, int, void>)before;
        _pressed = 0;
        return _listens;
    }

    /// <summary>Whether a button went down since the last call, however soon it was released; false without a listener.</summary>
    /// <param name="button">0 left, 1 right, 2 middle.</param>
    public static bool Take(int button)
    {
        bool was = _listens && (_pressed & (1u << button)) != 0;
        _pressed &= ~(1u << button);
        return was;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Hear(nint window, int button, int action, int modifiers)
    {
        if (action == Press)
            _pressed |= 1u << button;
        if (_raylibs != null)
            _raylibs(window, button, action, modifiers);
    }
}
