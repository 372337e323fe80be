using System.CommandLine;
using Unmask.Model.Files;

namespace Unmask.Toy.Cli;

/// <summary><c>--replace</c> of every command that writes a file; see <see cref="OutputFile"/>.</summary>
internal static class ReplaceOption
{
    /// <param name="what">The first sentence of the description, without its full stop.</param>
    public static Option<bool> New(string what) => new("--replace") { Description = $"{what}. Files that the command reads, and files of another kind, are never replaced" };
}
