using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Unmask.Generators.Networks;
using Unmask.Generators.Operations;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>What an editor shows of attributes and kernels: the documentation that the compiler reads from generated text.</summary>
public sealed class IntelliSenseTests
{
    private static readonly Lazy<Compilation> NoKernels = new(() => GeneratorRun.Build(new Project(), "").Compilation);

    public static TheoryData<string> OperationNames => [.. OperationList.All.Select(operation => operation.Name)];

    public static TheoryData<string> NetworkNames => [.. NetworkList.All.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(OperationNames))]
    public void An_operation_says_what_it_computes_and_what_its_method_takes(string name)
    {
        Operation operation = OperationList.Find(name);
        INamedTypeSymbol attribute = Attribute(name);
        Assert.Equal(operation.Summary, Summary(attribute));
        string remarks = Documentation(attribute).Element("remarks")!.Value;
        foreach (Parameter parameter in operation.Parameters)
        {
            Assert.Contains($"{parameter.Type} {parameter.Name}", remarks, StringComparison.Ordinal);
            Assert.Contains($"{parameter.Name}: {parameter.Summary}", remarks, StringComparison.Ordinal);
            Assert.True(!parameter.Type.Contains("Span") || parameter.Summary.Contains('[') || parameter.Summary.Contains("As many") || parameter.Summary.Contains("Any number"), $"{parameter}: no shape");
        }
        AssertDescribes(attribute, operation.Settings.Select(setting => (setting.Name, setting.Summary)));
    }

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void A_network_says_what_it_expands_to(string name)
    {
        Network network = NetworkList.All.Single(network => network.Name == name);
        INamedTypeSymbol attribute = Attribute(name);
        Assert.Equal(network.Summary, Summary(attribute));
        AssertDescribes(attribute, network.Settings.Select(setting => (setting.Name, setting.Summary)));
    }

    /// <summary>All but the declared methods, whose documentation is their author's.</summary>
    [Fact]
    public void Every_method_that_is_generated_beside_a_kernel_has_a_summary()
    {
        // The second kernels share the bodies of the first.
        string source = Declarations.All("Run") + $"namespace Other {{ {Declarations.All("Run")} }}" +
            "[Unmask.Kernels.Transformer(Slots = 4, Symbols = 5, Width = 16, Heads = 2, Blocks = 1)] internal static partial class Network;";
        Compilation compilation = GeneratorRun.Build(new Project(Widths: "256", Registry: ""), source).Compilation;
        IMethodSymbol[] methods =
        [
            .. compilation.SourceModule.GlobalNamespace.GetMembers().OfType<INamespaceSymbol>().SelectMany(space => space.GetTypeMembers())
                .Concat(compilation.SourceModule.GlobalNamespace.GetTypeMembers())
                .Where(type => type.Name.EndsWith("Kernels", StringComparison.Ordinal) || type.Name == "Network")
                .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
                .Where(method => method.MethodKind == MethodKind.Ordinary && method.DeclaredAccessibility != Accessibility.Private && method.Name != "Run"),
        ];
        Assert.InRange(methods.Length, 40, 400);
        Assert.All(methods, method => Assert.True(Summary(Documented(method)).Length > 0, method.ToDisplayString()));

        // Editors follow this reference.
        ISymbol Documented(ISymbol method) => Documentation(method).Element("inheritdoc")?.Attribute("cref")?.Value is { } reference
            ? DocumentationCommentId.GetFirstSymbolForDeclarationId(reference, compilation)!
            : method;
    }

    [Fact]
    public void A_declared_kernel_keeps_its_authors_words()
    {
        const string Relu = "/// <summary>Mine.</summary>\n[Relu(Length = 3)] internal static partial void ";
        string source = GeneratorRun.Class($"{Relu} One(Span<float> values);\n{Relu} Two(Span<float> values);\n{Relu.Replace('3', '4')} Three(Span<float> values);");
        INamedTypeSymbol kernels = GeneratorRun.Build(new Project(), source).Compilation.GetTypeByMetadataName("Sample.Kernels")!;
        foreach (string name in (string[])["One", "Two", "Three"])
        {
            var method = (IMethodSymbol)kernels.GetMembers(name).Single();
            // The compiler prefers what stands on the part with the body.
            Assert.Empty(method.PartialImplementationPart!.GetDocumentationCommentXml(cancellationToken: TestContext.Current.CancellationToken)!);
            Assert.Equal("Mine.", Summary(method));
        }
    }

    private static INamedTypeSymbol Attribute(string name) => NoKernels.Value.GetTypeByMetadataName($"Unmask.Kernels.{name}Attribute")!;

    private static void AssertDescribes(INamedTypeSymbol attribute, IEnumerable<(string Name, string Summary)> settings)
    {
        IPropertySymbol[] properties = [.. attribute.GetMembers().OfType<IPropertySymbol>()];
        Assert.Equal(settings.Select(setting => setting.Name), properties.Select(property => property.Name));
        // Its range follows.
        Assert.All(settings.Zip(properties), pair => Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(pair.First.Summary)} .*\\.$", Summary(pair.Second)));
    }

    private static string Summary(ISymbol symbol) => Documentation(symbol).Element("summary")?.Value.Trim() ?? "";

    /// <summary>Throws if it is no XML.</summary>
    private static XElement Documentation(ISymbol symbol) =>
        symbol.GetDocumentationCommentXml(expandIncludes: true, cancellationToken: TestContext.Current.CancellationToken) is { Length: > 0 } text
            ? XElement.Parse(text)
            : new XElement("member");
}
