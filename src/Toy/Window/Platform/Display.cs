namespace Unmask.Toy.Window.Platform;

/// <summary>Whether the environment names a display for a window. Only Linux does; elsewhere there is always a display.</summary>
internal static class Display
{
    public static bool IsMissing => OperatingSystem.IsLinux() && !IsSet("DISPLAY") && !IsSet("WAYLAND_DISPLAY");

    /// <summary>A Wayland desktop without Xwayland: most builds of raylib use X11 and cannot open a window there.</summary>
    public static bool IsOnlyWayland => OperatingSystem.IsLinux() && !IsSet("DISPLAY") && IsSet("WAYLAND_DISPLAY");

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
