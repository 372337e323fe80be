using System.CommandLine.Help;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Unmask.Toy.Cli;
using Unmask.Toy.Tests.Program;

namespace Unmask.Toy.Tests;

/// <summary>
/// Every command of the documentation works: each line that begins with <c>./unmask</c> in a block marked <c>sh</c>, page by page, in order, in a
/// folder of the page's own. A comment <c>&lt;!-- not run: reason --&gt;</c> on the line above a block exempts it.
/// </summary>
public sealed partial class DocumentationTests : IDisposable
{
    /// <summary>The same command with less work.</summary>
    private static readonly (Regex Long, string Short)[] Shortened =
    [
        (new(@"--steps \d{3,}"), "--steps 50"),
        (new(@"--seconds \d+"), "--seconds 1"),
        (new(@"--exact(?!-)"), "--exact-names 8"),
        (new(@"--samples \d{3,}"), "--samples 100"),
        (new(@"--count \d{3,}"), "--count 50"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("unmask-docs-").FullName;

    public static TheoryData<string> Pages =>
    [
        .. new[] { Path.Combine(Repository.Root, "README.md") }
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md"))
            .Where(page => CommandsOf(page).Any())
            .Select(page => Path.GetRelativePath(Repository.Root, page))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_works(string page)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the commands are a shell's");
        string program = Path.Combine(_folder, "unmask");
        File.WriteAllText(program, $"#!/bin/sh\nexec \"{UnmaskProcess.Path}\" \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (string command in CommandsOf(Path.Combine(Repository.Root, page)))
        {
            string shortened = Shortened.Aggregate(command, (text, rule) => rule.Long.Replace(text, rule.Short));
            using Process process = UnmaskProcess.Start("bash", [], "-c", $"cd '{_folder}' && {shortened}");
            Run run = UnmaskProcess.Finish(process, TimeSpan.FromMinutes(5));
            Assert.True(run.ExitCode == 0, $"{page}: {shortened}\nended with code {run.ExitCode}\n{run.Error}");
        }
    }

    [Fact]
    public void Every_option_is_on_the_page()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "command-line.md"));
        IEnumerable<string> missing =
            from command in CommandLine.Root().Subcommands
            where !command.Hidden
            from option in command.Options
            where !option.Hidden && option is not HelpOption
            from name in option.Aliases.Append(option.Name)
            where !page.Contains($"`{name}`", StringComparison.Ordinal)
            select $"{command.Name} {name}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        IEnumerable<string> pages = new[] { "", "docs", "docs/evaluation", "data", "weights" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md"));
        IEnumerable<string> broken =
            from page in pages
            from link in Link().Matches(File.ReadAllText(page))
            let target = link.Groups["target"].Value
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {target}";
        Assert.Empty(broken);
    }

    /// <summary>The rules of the test itself.</summary>
    [Fact]
    public void Commands_are_found_where_they_should_be()
    {
        string page = Path.Combine(_folder, "page.md");
        File.WriteAllText(page, "```sh\n./unmask a   # why\n./test\n./unmask b \\\n    --c\n```\n\n<!-- not run: slow -->\n```sh\n./unmask d\n```\n```csharp\n./unmask e\n```\n");
        Assert.Equal(["./unmask a   # why", "./unmask b     --c"], CommandsOf(page));
    }

    private static IEnumerable<string> CommandsOf(string page)
    {
        string text = File.ReadAllText(page).ReplaceLineEndings("\n").Replace("\\\n", "", StringComparison.Ordinal);
        return ShellBlock().Matches(text)
            .Where(block => !block.Groups["exempt"].Success)
            .SelectMany(block => block.Groups["lines"].Value.Split('\n'))
            .Where(line => line == "./unmask" || line.StartsWith("./unmask ", StringComparison.Ordinal));
    }

    /// <summary>Of a link or a picture, unless it leads to another site or to a place on its own page.</summary>
    [GeneratedRegex(@"\]\((?!https?:|#)(?<target>[^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<exempt><!-- not run: [^\n]*-->\n)?^```sh\n(?<lines>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex ShellBlock();
}
