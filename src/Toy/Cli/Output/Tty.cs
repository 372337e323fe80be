namespace Unmask.Toy.Cli.Output;

/// <summary>What the standard streams are connected to, and how they may be written to.</summary>
internal static class Tty
{
    public static bool OutputIsTerminal => !Console.IsOutputRedirected;

    public static bool ErrorIsTerminal => !Console.IsErrorRedirected;

    /// <summary>Somebody sits there who can press keys and see the cursor move.</summary>
    public static bool IsInteractive => OutputIsTerminal && !Console.IsInputRedirected && !IsDumb;

    /// <summary>Colour is wanted: see no-color.org.</summary>
    public static bool OutputHasColor => OutputIsTerminal && !IsDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Characters that fit on a line of standard output; no bound where it is no terminal.</summary>
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

    /// <summary>Writes a line, broken between words where the terminal is too narrow for it.</summary>
    public static void WriteFitted(TextWriter output, string line)
    {
        foreach (string part in FittedText.Wrap(line, Columns))
            output.WriteLine(part);
    }

    private static bool IsDumb => Environment.GetEnvironmentVariable("TERM") == "dumb";
}
