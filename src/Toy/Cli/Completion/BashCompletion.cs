using System.Text;

namespace Unmask.Toy.Cli.Completion;

/// <summary>The script for bash 3.2 and newer. If no word fits, bash completes file names.</summary>
internal static class BashCompletion
{
    public static string Write(CompletedProgram program)
    {
        var text = new StringBuilder(
            """
            # Completion of unmask for bash. For this shell: source <(./unmask completion bash)
            # For good: ./unmask completion bash > ~/.local/share/bash-completion/completions/unmask
            _unmask() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words=""
                (( COMP_CWORD > 1 )) || command=""
                [[ $command != -* ]] || command=play
                case "$command $before" in

            """.ReplaceLineEndings("\n"));
        foreach (CompletedCommand command in program.Commands)
        {
            foreach (CompletedOption option in command.Options.Where(option => option.Value != OptionValue.None))
            {
                string patterns = string.Join('|', option.Names.Select(name => $"\"{command.Name} {name}\""));
                text.Append($"        {patterns}) words=\"{string.Join(' ', option.Words)}\" ;;\n");
            }
        }
        CompletedCommand start = program.Commands.First(command => command.Name == CompletedProgram.Default);
        text.Append("        *)\n            case $command in\n");
        text.Append($"                \"\") words=\"{string.Join(' ', program.Commands.Select(command => command.Name))}\"\n");
        text.Append($"                    [[ $word != -* ]] || words=\"{string.Join(' ', start.Choices)} --version\" ;;\n");
        foreach (CompletedCommand command in program.Commands)
            text.Append($"                {command.Name}) words=\"{string.Join(' ', command.Choices)}\" ;;\n");
        text.Append(
            """
                        esac ;;
                esac
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o bashdefault -o default -F _unmask unmask

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }
}
