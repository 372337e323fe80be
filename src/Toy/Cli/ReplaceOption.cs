using System.CommandLine;
using Unmask.Model.Files;

namespace Unmask.Toy.Cli;

/// <summary><c>--replace</c>, of every command that writes a file: what <see cref="OutputFile"/> makes of it.</summary>
internal static class ReplaceOption
{
    /// <param name="what">What takes whose place, as a sentence that begins with "Let".</param>
    public static Option<bool> New(string what) => new("--replace") { Description = $"{what}; a file that is read, or is of another kind, never gives way" };
}
