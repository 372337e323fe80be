namespace Unmask.Toy.Cli.Output;

/// <summary>The properties of the standard streams.</summary>
internal static class Tty
{
    public static bool OutputIsTerminal => !Console.IsOutputRedirected;

    public static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    /// <summary>A person can press keys, and the terminal can move its cursor.</summary>
    public static bool IsInteractive => OutputIsTerminal && !Console.IsInputRedirected && !IsDumb;

    /// <summary>Colour is wanted: see no-color.org.</summary>
    public static bool OutputHasColor => OutputIsTerminal && !IsDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Characters per line of standard output; unbounded if it is not a terminal.</summary>
    public static int Columns
    {
        get
        {
            try
            {
                return OutputIsTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : int.MaxValue;
            }
            catch (Exception e) when (e is IOException or PlatformNotSupportedException)
            {
                return int.MaxValue;
            }
        }
    }

    /// <summary>Writes a line, broken between words if the terminal is too narrow.</summary>
    public static void WriteFitted(TextWriter output, string line)
    {
        foreach (string part in FittedText.Wrap(line, Columns))
            output.WriteLine(part);
    }

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";
}
