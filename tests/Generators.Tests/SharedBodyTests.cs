using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>Kernels of one operation and one shape have one body.</summary>
public sealed class SharedBodyTests
{
    private static readonly Project Narrow = new(Widths: "256");

    [Theory]
    [MemberData(nameof(StrangerTests.OperationNames), MemberType = typeof(StrangerTests))]
    public void Equal_kernels_call_one_body(string name)
    {
        Operation operation = OperationList.Find(name);
        string source = $"partial class First {{ {Declarations.Of(operation, "Run")} }} partial class Second {{ {Declarations.Of(operation, "Other", modifiers: "private static")} }}";
        Assert.Empty(GeneratorRun.Build(Narrow, source).Diagnostics);
        IReadOnlyDictionary<string, string> texts = GeneratorRun.Texts(Narrow, source);
        string body = Assert.Single(texts.Keys, file => file.StartsWith($"Unmask.Kernels.Shared.{name}", StringComparison.Ordinal) && !file.Contains("Registry"));
        Assert.Contains("Vector256", texts[body], StringComparison.Ordinal);
        Assert.All(new[] { "First.Run.g.cs", "Second.Other.g.cs" }, file =>
        {
            Assert.DoesNotContain("Vector256", texts[file], StringComparison.Ordinal);
            Assert.Contains("global::Unmask.Kernels.Shared.", texts[file], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("[Relu(Length = 5)]", "[Relu(Length = 6)]")]
    public void Kernels_of_other_shapes_keep_their_own(string first, string second)
    {
        IReadOnlyDictionary<string, string> texts = GeneratorRun.Texts(GeneratorRun.Class(
            $"{first} private static partial void One(Span<float> values); {second} private static partial void Two(Span<float> values);"));
        Assert.DoesNotContain(texts.Keys, file => file.Contains("Shared"));
    }

    /// <summary>What a call of a shared body is written from must hold for every shape.</summary>
    [Theory]
    [MemberData(nameof(StrangerTests.OperationNames), MemberType = typeof(StrangerTests))]
    public void Every_shape_has_the_same_entries(string name)
    {
        Operation operation = OperationList.Find(name);
        string[] expected = [.. OperationMembers.Of(operation).Entries.Select(entry => $"Run{entry.Suffix}{entry.Parameters}").Order(StringComparer.Ordinal)];
        foreach (int size in new[] { 1, 2, 7, 16, 17, 31, 33, 48, 64 })
        {
            foreach (int flag in new[] { 0, 1 })
            {
                int[] values = [.. operation.Settings.Select(setting => setting.IsFlag ? flag : Math.Clamp(size / setting.Multiple * setting.Multiple, setting.Multiple, setting.Maximum))];
                var declaration = new Declaration(name, "", new(new ContainingType("class", "Sample")), "public", "public static", "Run", new(values), AllowsUnsafe: true, KernelWidths.All.Bits);
                MemberDeclarationSyntax[] members = [.. CSharpSyntaxTree.ParseText(KernelFile.Write(operation, declaration), cancellationToken: TestContext.Current.CancellationToken)
                    .GetCompilationUnitRoot(TestContext.Current.CancellationToken).Members.OfType<TypeDeclarationSyntax>().Single().Members.Where(member => member.Modifiers.Any(SyntaxKind.PublicKeyword))];
                string[] written =
                [
                    .. members.OfType<MethodDeclarationSyntax>().Select(method => $"{method.Identifier}{method.ParameterList}"),
                    .. members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables).Select(variable => variable.Identifier.ValueText),
                ];
                Assert.Equal(expected, written.Order(StringComparer.Ordinal));
            }
        }
    }
}
