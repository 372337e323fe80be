using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>The property that leaves bodies out: what is left is as it was, and compiles without a word.</summary>
public sealed class KernelWidthsTests
{
    private static readonly string[] Suffixes = ["512", "256", "128", "Scalar"];

    [Theory]
    [InlineData("", "512,256,128,Scalar")]
    [InlineData("512, 256,128", "512,256,128,Scalar")]
    [InlineData("256", "256,Scalar")]
    [InlineData("128,512", "512,128,Scalar")]
    public void Kernels_have_bodies_for_the_named_widths_and_scalars(string widths, string suffixes)
    {
        var project = new Project(Widths: widths);
        string source = Declarations.All("Run", size: 20);
        Assert.Empty(GeneratorRun.Build(project, source).Diagnostics);
        IReadOnlyDictionary<string, string> every = GeneratorRun.Texts(source), some = GeneratorRun.Texts(project, source);
        Assert.Equal(every.Keys.Order(), some.Keys.Order());
        foreach (string file in every.Keys.Where(file => file.EndsWith("Kernels.Run.g.cs", StringComparison.Ordinal)))
        {
            string[] left = Bodies(every[file]), found = Bodies(some[file]);
            Assert.NotEmpty(found);
            Assert.Equal(left.Where(body => suffixes.Split(',').Contains(Suffix(body))), found);
        }
    }

    [Theory]
    [InlineData("64")]
    [InlineData("256;512")]
    [InlineData("256,")]
    [InlineData("AVX2")]
    public void Other_widths_are_named_in_an_error(string widths)
    {
        var project = new Project(Widths: widths);
        Diagnostic error = Assert.Single(GeneratorRun.Build(project, Declarations.All("Run")).Diagnostics);
        Assert.Equal("UNMASK013", error.Id);
        Assert.Contains($"'{widths}'", error.GetMessage());
    }

    private static string? Suffix(string method) => Suffixes.FirstOrDefault(method[..method.IndexOf('(')].EndsWith);

    /// <summary>The methods of a file that are for one width.</summary>
    private static string[] Bodies(string text) =>
    [
        .. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Where(method => Suffix(method.Identifier.ValueText + "(") is not null)
            .Select(method => $"{method.Identifier.ValueText}({method.ParameterList} {method.Body}"),
    ];
}
