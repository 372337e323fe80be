namespace Unmask.Toy.Commands;

/// <summary>What the standard streams are connected to, and how they may be written to.</summary>
internal static class Tty
{
    public static bool OutputIsTerminal => !Console.IsOutputRedirected;

    public static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    /// <summary>Somebody sits there who can press keys and see the cursor move.</summary>
    public static bool IsInteractive => OutputIsTerminal && !Console.IsInputRedirected && !IsDumb;

    /// <summary>Colour is wanted: see no-color.org.</summary>
    public static bool OutputHasColor => OutputIsTerminal && !IsDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";
}
