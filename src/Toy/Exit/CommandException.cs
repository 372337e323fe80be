namespace Unmask.Toy.Exit;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A file, weights, the output or training failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>Ended by a hang-up, by Ctrl+C, by a polite kill: the shells' 128 + the signal's number.</summary>
    public const int HungUp = 129, Interrupted = 130, Terminated = 143;
}

/// <summary>A command cannot go on; the message says in one line what is wrong and what to do.</summary>
internal sealed class CommandException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The command line is wrong.</summary>
    public static CommandException Usage(string message) => new(Exit.ExitCode.Usage, message);

    /// <summary>The command line is right, but what it asks for failed.</summary>
    public static CommandException Failure(string message, Exception? inner = null) => new(Exit.ExitCode.Failure, message, inner);
}
