namespace Unmask.Toy.Window.Platform;

/// <summary>What the environment says about a display for a window. Only Linux says it there; elsewhere there is always one.</summary>
internal static class Display
{
    public static bool IsMissing => OperatingSystem.IsLinux() && !IsSet("DISPLAY") && !IsSet("WAYLAND_DISPLAY");

    /// <summary>A Wayland desktop without Xwayland: most builds of raylib speak X11 and can open no window there.</summary>
    public static bool IsOnlyWayland => OperatingSystem.IsLinux() && !IsSet("DISPLAY") && IsSet("WAYLAND_DISPLAY");

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
