using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Unmask.Generators.Tests;

public sealed class NewestRoslynTests
{
    [Fact]
    public void It_is_newer_than_the_one_that_the_generator_is_compiled_for()
    {
        Version compiledFor = typeof(KernelGenerator).Assembly.GetReferencedAssemblies().Single(name => name.Name == "Microsoft.CodeAnalysis").Version!;
        Version here = typeof(Compilation).Assembly.GetName().Version!;
        Assert.Equal(new Version(5, 0, 0, 0), compiledFor);
        Assert.True(here > compiledFor, $"{here} is no newer than {compiledFor}");
    }

    [Theory]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_operation_and_network_compiles_without_a_word(LanguageVersion language)
    {
        const string Networks =
            """
            [Unmask.Kernels.Transformer(Slots = 4, Symbols = 5, Width = 16, Heads = 2, Blocks = 1)] internal static partial class Letters;
            [Unmask.Kernels.Perceptron(Slots = 3, Symbols = 4, Units = 20, Residual = true)] internal static partial class Words;
            """;
        Diagnostic[] diagnostics = GeneratorRun.Build(new Project(language, Widths: "256"), Declarations.All("Run"), Networks).Diagnostics;
        Assert.True(diagnostics.Length == 0, string.Join("\n", diagnostics.Take(3)));
    }

    [Fact]
    public void A_mistake_is_reported_at_its_place() => Assert.Equal(
        [("UNMASK006", "Length = 0")],
        GeneratorRun.Analyze(GeneratorRun.Class("[Relu(Length = 0)] private static partial void Activate(Span<float> values);")).Select(found => (found.Id, found.Text)));
}
