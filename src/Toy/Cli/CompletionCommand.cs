using System.CommandLine;
using System.CommandLine.Parsing;
using Unmask.Toy.Cli.Completion;
using Unmask.Toy.Exit;

namespace Unmask.Toy.Cli;

/// <summary><c>completion</c>: prints a script that completes this program's command lines. The script does not call the program.</summary>
internal static class CompletionCommand
{
    private static readonly (string Name, Func<CompletedProgram, string> Write)[] Shells =
        [("bash", BashCompletion.Write), ("zsh", ZshCompletion.Write), ("fish", FishCompletion.Write), ("pwsh", PowerShellCompletion.Write)];

    /// <param name="root">The program, with all its other commands.</param>
    public static Command Create(RootCommand root)
    {
        string[] names = [.. Shells.Select(known => known.Name)];
        var shell = new Argument<string?>("shell") { Description = $"Which shell: {string.Join(", ", names)}", HelpName = "SHELL", CustomParser = Parse };
        shell.CompletionSources.Add(OptionParsers.Words(names));
        var command = new Command("completion", "Print a script that completes command lines; its first lines say where it goes.") { shell };
        command.SetAction(parse =>
        {
            string chosen = parse.GetValue(shell)!;
            parse.InvocationConfiguration.Output.Write(Shells.First(known => known.Name == chosen).Write(CompletedProgram.Of(root)));
            return ExitCode.Success;
        });
        return command;

        string? Parse(ArgumentResult result) => OptionParsers.OneOf(result, "shell", names);
    }
}
