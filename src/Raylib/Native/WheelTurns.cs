using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unmask.Native;

/// <summary>
/// Mouse wheel turns, as GLFW reports them. raylib keeps only a frame's last event, so three quick clicks count as one, and one up and one
/// down as one down. Not part of the Raylib-cs API.
/// </summary>
public static unsafe class WheelTurns
{
    private static delegate* unmanaged[Cdecl]<nint, double, double, void> _raylibs;
    private static double _turned;

    /// <summary>A listener is set, so <see cref="Take"/> knows every turn.</summary>
    public static bool Listens { get; private set; }

    /// <summary>Listens to the window that <c>InitWindow</c> has just opened; raylib still receives every event.</summary>
    /// <returns>False if this libraylib does not export GLFW's functions.</returns>
    public static bool TryListen()
    {
        delegate* unmanaged[Cdecl]<nint, double, double, void> own = &Hear;
        Listens = Glfw.TrySetCallback("glfwSetScrollCallback", (nint)own, out nint before);
        _raylibs = (delegate* unmanaged[Cdecl]<nint, double, double, void>)before;
        _turned = 0;
        return Listens;
    }

    /// <summary>Wheel clicks since the last call, up positive; touchpads give fractions.</summary>
    public static double Take()
    {
        double all = _turned;
        _turned = 0;
        return all;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Hear(nint window, double across, double down)
    {
        _turned += down;
        if (_raylibs != null)
            _raylibs(window, across, down);
    }
}
