namespace Unmask.Toy.Exit;

/// <summary>The program's exit codes.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A file, weights, the output or training failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended by a hang-up, Ctrl+C or a polite kill: 128 + the signal's number, as in shells.</summary>
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
