using System.Text;

namespace Unmask.Toy.Cli.Completion;

/// <summary>The script for fish, with descriptions.</summary>
internal static class FishCompletion
{
    public static string Write(CompletedProgram program)
    {
        var text = new StringBuilder(
            """
            # Completion of unmask for fish. For this shell: ./unmask completion fish | source
            # For good: ./unmask completion fish > ~/.config/fish/completions/unmask.fish
            complete -c unmask -f
            complete -c unmask -n __fish_use_subcommand -l version -d 'Show version information'

            """.ReplaceLineEndings("\n"));
        foreach (CompletedCommand command in program.Commands)
        {
            text.Append($"complete -c unmask -n __fish_use_subcommand -a {command.Name} -d {Quoted(command.Description)}\n");
            string condition = $"complete -c unmask -n '__fish_seen_subcommand_from {command.Name}'";
            if (command.Words.Length > 0)
                text.Append($"{condition} -a {Quoted(string.Join(' ', command.Words))}\n");
            foreach (CompletedOption option in command.Options)
            {
                text.Append(condition);
                foreach (string name in option.Names)
                    text.Append(name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}");
                text.Append(option.Value switch
                {
                    OptionValue.Word => $" -x -a {Quoted(string.Join(' ', option.Words))}",
                    OptionValue.Path => " -r -F",
                    OptionValue.Free => " -x",
                    _ => "",
                });
                text.Append($" -d {Quoted(option.Description)}\n");
            }
        }
        return text.ToString();
    }

    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
