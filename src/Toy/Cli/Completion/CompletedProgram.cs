using System.CommandLine;
using System.CommandLine.Completions;

namespace Unmask.Toy.Cli.Completion;

/// <summary>The kind of value after an option.</summary>
internal enum OptionValue
{
    /// <summary>Nothing: the option is a flag.</summary>
    None,

    /// <summary>A value that only the user knows.</summary>
    Free,

    /// <summary>A file or a folder.</summary>
    Path,

    /// <summary>One of the option's words.</summary>
    Word,
}

/// <summary>An option, for completions.</summary>
/// <param name="Names">Its names, the long one first.</param>
/// <param name="Description">For shells that show it.</param>
/// <param name="Value">The kind of its value.</param>
/// <param name="Words">The words that are its values.</param>
internal sealed record CompletedOption(string[] Names, string Description, OptionValue Value, string[] Words);

/// <summary>A command, for completions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">For shells that show it.</param>
/// <param name="Options">Its options, help included.</param>
/// <param name="Words">The values of its argument.</param>
internal sealed record CompletedCommand(string Name, string Description, CompletedOption[] Options, string[] Words)
{
    /// <summary>Everything that can follow the command, with the long names of options.</summary>
    public IEnumerable<string> Choices => Words.Concat(Options.Select(option => option.Names[0]));
}

/// <summary>The program's commands, read from their definitions, so that completions are always up to date.</summary>
internal sealed record CompletedProgram(CompletedCommand[] Commands)
{
    /// <summary>The command that options without a command belong to.</summary>
    public const string Default = "play";

    private static readonly CompletedOption Help = new(["--help", "-h"], "Show help and usage information", OptionValue.None, []);

    public static CompletedProgram Of(RootCommand root) => new([.. root.Subcommands.Where(command => !command.Hidden).Select(Of)]);

    private static CompletedCommand Of(Command command) => new(
        command.Name,
        command.Description ?? "",
        [.. command.Options.Where(option => !option.Hidden).Select(Of), Help],
        [.. command.Arguments.SelectMany(argument => argument.CompletionSources).SelectMany(Words)]);

    private static CompletedOption Of(Option option)
    {
        string[] words = option.ValueType == typeof(bool) ? [] : [.. option.CompletionSources.SelectMany(Words)];
        OptionValue value = option.ValueType == typeof(bool) ? OptionValue.None
            : words.Length > 0 ? OptionValue.Word
            : option.HelpName is { } name && (name[0] == 'F' || name == "DIR") ? OptionValue.Path
            : OptionValue.Free;
        return new([option.Name, .. option.Aliases], option.Description ?? "", value, words);
    }

    private static IEnumerable<string> Words(Func<CompletionContext, IEnumerable<CompletionItem>> source) =>
        source(CompletionContext.Empty).Select(item => item.Label);
}
