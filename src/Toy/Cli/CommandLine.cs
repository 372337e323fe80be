using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Unmask.Model.Diffusion;
using Unmask.Model.Tensors;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Output;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary>
/// The program's commands. Every failure becomes one line on standard error and an exit code.
/// </summary>
internal static class CommandLine
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("play", PlayCommand.Create),
        ("generate", GenerateCommand.Create),
        ("predict", PredictCommand.Create),
        ("replay", ReplayCommand.Create),
        ("noise", NoiseCommand.Create),
        ("duel", DuelCommand.Create),
        ("train", TrainCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("compare", CompareCommand.Create),
        ("benchmark", BenchmarkCommand.Create),
        ("kernels", KernelsCommand.Create),
        ("export", ExportCommand.Create),
    ];

    /// <summary>Runs the program on the console.</summary>
    public static int Run(string[] args)
    {
        // Neither writer is disposed: a failed write has been reported by then, and disposing would throw again.
        try
        {
            TextWriter error = new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true };
            return Run(args, new StreamWriter(StandardOutput.Open(), Utf8, bufferSize: 4096), error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error cannot be written either, so no message is possible.
            return ExitCode.Failure;
        }
    }

    /// <summary>Runs one command line, writing to the given streams.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        args = WithDefaultCommand(args);
        ParseResult parse = Root(args[0]).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parse.Action is not HelpAction && parse.Errors.Count > 0)
            return Fail(error, ExitCode.Usage, UsageError(parse));
        try
        {
            int exitCode = parse.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            output.Flush();
            return exitCode;
        }
        catch (CommandException e)
        {
            return Fail(error, e.ExitCode, e.Message, output);
        }
        catch (PatternException e)
        {
            return Fail(error, ExitCode.Usage, e.Message, output);
        }
        catch (Exception e) when (e is WeightsException or NameFileException)
        {
            return Fail(error, ExitCode.Failure, e.Message, output);
        }
        catch (OperationCanceledException)
        {
            return Fail(error, ExitCode.Interrupted, "stopped", output);
        }
        catch (IOException e) when (StandardOutput.HasNoReader(e))
        {
            // The reader has closed the pipe on purpose, as in "| head".
            return ExitCode.Success;
        }
        catch (IOException e)
        {
            // Commands turn failures of their own files into other exceptions, so this is standard output.
            return Fail(error, ExitCode.Failure, $"cannot write to standard output: {e.Message}; free space or write elsewhere");
        }
        catch (UnauthorizedAccessException)
        {
            return Fail(error, ExitCode.Failure, "standard output is closed; open it, or send it to /dev/null");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Fail(error, ExitCode.Failure, $"this should not have happened ({e.GetType().Name}: {e.Message}); please report the command that you typed");
        }
    }

    /// <summary>The program with all its commands.</summary>
    internal static RootCommand Root()
    {
        var root = new RootCommand("Play with masked text diffusion on first names. Without a command, play.");
        foreach ((_, Func<Command> create) in Commands)
            root.Add(create());
        root.Add(CompletionCommand.Create(root));
        root.Directives.Clear();
        return root;
    }

    /// <summary>The program with only the named command; with all if there is no such. Creating all options would take a quarter of a short run.</summary>
    private static RootCommand Root(string name)
    {
        if (Array.Find(Commands, command => command.Name == name).Create is not { } create)
            return Root();
        RootCommand root = [create()];
        root.Directives.Clear();
        return root;
    }

    /// <summary>Options without a command are those of <c>play</c>.</summary>
    private static string[] WithDefaultCommand(string[] args) =>
        args is [] || (args[0].StartsWith('-') && args[0] is not ("-h" or "--help" or "-?" or "--version")) ? ["play", .. args] : args;

    private static string UsageError(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        string help = command is RootCommand ? "unmask --help" : $"unmask {command.Name} --help";
        if (parse.UnmatchedTokens is [var unknown, ..])
        {
            bool isOption = unknown.StartsWith('-');
            IEnumerable<string> known = isOption ? command.Options.Where(o => !o.Hidden).Select(o => o.Name) : command.Subcommands.Select(c => c.Name);
            string near = Suggestion.For(isOption ? unknown.Split('=')[0] : unknown, known);
            string kind = isOption ? "option" : command is RootCommand ? "command" : "argument";
            return $"unknown {kind} '{unknown}'{(near.Length > 0 ? near : $"; see {help}")}";
        }
        string message = parse.Errors[0].Message.TrimEnd('.');
        return $"{char.ToLowerInvariant(message[0])}{message[1..]} (see {help})";
    }

    private static int Fail(TextWriter error, int exitCode, string message, TextWriter? output = null)
    {
        try
        {
            // Output from before the failure still belongs to the user.
            output?.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
        error.WriteLine($"unmask: {OnOneLine(message)}");
        return exitCode;
    }

    /// <summary>
    /// A message may quote external data, such as the name of a tensor. It must not control the terminal, change the text's direction, or fill the screen.
    /// </summary>
    private static string OnOneLine(string message)
    {
        const int Longest = 1_000, End = 300;
        string line = string.Concat(message.ReplaceLineEndings(" ").Select(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '\uFFFD' : c));
        return line.Length <= Longest ? line : $"{line[..(Longest - End)]} … {line[^End..]}";
    }
}
