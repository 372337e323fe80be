using Spectre.Console;

namespace Unmask.Toy.Cli.Terminal;

/// <summary>The keys of the board in as many lines as the width asks for: the few that make a name, or all of them.</summary>
internal static class KeyHints
{
    private static readonly Style Quiet = new(decoration: Decoration.Dim);

    private static readonly string[] Few = ["letters force", "Space step", "Enter run", "Ctrl+Z undo", "? all keys", "Esc quit"];

    private static readonly string[] All =
    [
        "arrows, Tab select", "letters force", ". end", "1-9 pick", "Alt+1-9 forbid", "[aei] allow", "[^aei] forbid", "* pattern of the row: ma*, *beth, [^z]*", "Down reveal", "Backspace mask again", "Space step", "Enter run",
        "Ctrl+R again", "Ctrl+Z, Ctrl+Y undo, redo", "PgUp, PgDn scrub", "Ctrl+B other branch", "Ctrl+D, O, E denoiser, order, remasking", "< > pace", "+ - temperature", "( ) strength",
        "Ctrl+L, T, U like, replay from shelf, off it or back", "Ctrl+X show code", "Ctrl+V enter code", "? fewer keys", "Esc quit",
    ];

    public static IEnumerable<TerminalLine> Lines(bool all, int width)
    {
        string line = "";
        foreach (string hint in all ? All : Few)
        {
            string longer = line.Length == 0 ? $" {hint}" : $"{line}  |  {hint}";
            if (longer.Length >= width && line.Length > 0)
            {
                yield return new TerminalLine().Add(line, Quiet);
                longer = $" {hint}";
            }
            line = longer;
        }
        yield return new TerminalLine().Add(line, Quiet);
    }
}
