using System.Text;

namespace Unmask.Toy.Cli.Completion;

/// <summary>The script for zsh, with descriptions.</summary>
internal static class ZshCompletion
{
    public static string Write(CompletedProgram program)
    {
        var text = new StringBuilder(
            """
            #compdef unmask
            # Completion of unmask for zsh. For this shell: source <(./unmask completion zsh)
            # For good: ./unmask completion zsh > a folder of $fpath/_unmask
            _unmask() {
                local command=${words[2]} before=${words[CURRENT-1]}
                (( CURRENT > 2 )) || command=""
                [[ $command != -* ]] || command=play
                case "$command $before" in

            """.ReplaceLineEndings("\n"));
        foreach (CompletedCommand command in program.Commands)
        {
            foreach (CompletedOption option in command.Options.Where(option => option.Value != OptionValue.None))
            {
                string patterns = string.Join('|', option.Names.Select(name => $"'{command.Name} {name}'"));
                string action = option.Value switch
                {
                    OptionValue.Word => $"compadd -- {string.Join(' ', option.Words)}; return",
                    OptionValue.Path => "_files; return",
                    _ => "_message 'value'; return",
                };
                text.Append($"        {patterns}) {action} ;;\n");
            }
        }
        text.Append("    esac\n    local -a choices options\n    case $command in\n        '') choices=(\n");
        foreach (CompletedCommand command in program.Commands)
            text.Append($"            {Choice(command.Name, command.Description)}\n");
        text.Append("        ) ;;\n");
        foreach (CompletedCommand command in program.Commands)
        {
            text.Append($"        {command.Name}) options=(\n");
            foreach (CompletedOption option in command.Options)
                text.Append($"            {Choice(option.Names[0], option.Description)}\n");
            text.Append("        )");
            if (command.Words.Length > 0)
                text.Append($" choices=({string.Join(' ', command.Words)})");
            text.Append(" ;;\n");
        }
        text.Append(
            """
                esac
                (( $#choices == 0 )) || _describe 'choice' choices
                (( $#options == 0 )) || _describe -o 'option' options
            }
            if [[ $funcstack[1] == _unmask ]]; then _unmask "$@"; else compdef _unmask unmask; fi

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    private static string Choice(string name, string description) =>
        $"'{name}:{description.Replace("'", "'\\''", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal)}'";
}
