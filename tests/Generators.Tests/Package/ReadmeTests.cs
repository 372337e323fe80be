using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Unmask.Tests;
using Xunit;

namespace Unmask.Generators.Tests.Package;

/// <summary>The package's page shows code that compiles as it stands there, in a project with implicit usings.</summary>
public sealed partial class ReadmeTests
{
    private const string ImplicitUsings = "global using global::System;";

    [Fact]
    public void Every_snippet_compiles_and_declares_what_the_page_says()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "src", "Generators", "README.md")).ReplaceLineEndings("\n");
        string[] snippets = [.. Snippet().Matches(page).Select(match => match.Groups["code"].Value)];
        Assert.Equal(2, snippets.Length);
        // The usings of the first snippet serve the second.
        string usings = string.Join("\n", snippets[0].Split('\n').Where(line => line.StartsWith("using ", StringComparison.Ordinal)));
        (Compilation compilation, Diagnostic[] diagnostics) = GeneratorRun.Build(new Project(Registry: ""), ImplicitUsings, snippets[0], $"{usings}\n{snippets[1]}");
        Assert.Empty(diagnostics);

        // Every member that the page names, e.g. `Layers.Project` or `ProjectTranspose`; those of the network stand in a comment.
        foreach (string name in Named().Matches(page).Select(match => match.Groups["name"].Value))
        {
            string[] parts = name.Split('.');
            Assert.True(parts.Length == 2 ? Has(parts[0], parts[1]) : Has("Layers", name), $"{name} does not exist");
        }

        bool Has(string type, string member) => compilation.GetTypeByMetadataName(type)!.GetMembers(member).Length > 0;
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"`(?<name>Layers\.\w+|Project(?:Backward|Transpose)\w*)`|\b(?<name>Names\.\w+)")]
    private static partial Regex Named();
}
