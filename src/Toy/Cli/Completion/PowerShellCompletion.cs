using System.Text;

namespace Unmask.Toy.Cli.Completion;

/// <summary>The script for PowerShell 5 and newer.</summary>
internal static class PowerShellCompletion
{
    public static string Write(CompletedProgram program)
    {
        var text = new StringBuilder(
            """
            # Completion of unmask for PowerShell. For this shell: ./unmask completion pwsh | Out-String | Invoke-Expression
            # For good: put that line into $PROFILE
            Register-ArgumentCompleter -Native -CommandName unmask, unmask.exe -ScriptBlock {
                param($word, $line, $cursor)
                $values = @{

            """.ReplaceLineEndings("\n"));
        foreach (CompletedCommand command in program.Commands)
        {
            foreach (CompletedOption option in command.Options.Where(option => option.Value != OptionValue.None))
            {
                foreach (string name in option.Names)
                    text.Append($"        '{command.Name} {name}' = {List(option.Words)}\n");
            }
        }
        text.Append("    }\n    $choices = @{\n");
        text.Append($"        '' = {List(program.Commands.Select(command => command.Name))}\n");
        foreach (CompletedCommand command in program.Commands)
            text.Append($"        '{command.Name}' = {List(command.Choices)}\n");
        text.Append(
            """
                }
                $typed = @($line.CommandElements | ForEach-Object { "$_" })
                if ($word) { $typed = @($typed | Select-Object -SkipLast 1) }
                $command = if ($typed.Count -gt 1) { $typed[1] } else { '' }
                if ($command.StartsWith('-')) { $command = 'play' }
                $key = "$command $($typed[-1])"
                $found = if ($values.ContainsKey($key)) { $values[$key] } else { $choices[$command] }
                $found | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    private static string List(IEnumerable<string> words) => $"@({string.Join(", ", words.Select(word => $"'{word}'"))})";
}
