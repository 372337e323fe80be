using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;
using Xunit;

namespace Unmask.Generators.Tests;

/// <summary>The generator in projects that name things as they like and set what they like: no error and no warning, or one that says what is wrong.</summary>
public sealed class StrangerTests
{
    /// <summary>Every type that generated code names, and the namespaces that they stand in.</summary>
    private static readonly string[] TypeNames =
    [
        "System", "Unmask", "Microsoft", "Span", "ReadOnlySpan", "MemoryExtensions", "Math", "MathF", "BitConverter", "ArgumentException", "ArgumentOutOfRangeException",
        "BitOperations", "Unsafe", "MethodImpl", "MethodImplOptions", "MethodImplAttribute", "SkipLocalsInit", "SkipLocalsInitAttribute", "GeneratedCode",
        "GeneratedCodeAttribute", "MemoryMarshal", "Vector128", "Vector256", "Vector512", "KernelArguments", "VectorMath", "KernelRegistry", "KernelEntry",
    ];

    public static TheoryData<string> OperationNames() => [.. OperationList.All.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(OperationNames))]
    public void Every_operation_is_silent_and_compiles(string name)
    {
        Operation operation = OperationList.All.Single(operation => operation.Name == name);
        foreach (int size in new[] { 1, 20 })
            AssertSilent(new Project(), $"partial class Kernels {{ {Declarations.Of(operation, "Run", size)} }}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("namespace @class.Ünï.名前.Unsafe.System.Runtime.Intrinsics.Unmask.Kernels { ")]
    public void Every_operation_compiles_beside_members_and_types_of_every_name(string space)
    {
        string end = space.Length > 0 ? " }" : "";
        // As types of the namespace, where it is not the global one, which the system's own names must stay in.
        string types = space.Length > 0 ? string.Join(" ", TypeNames.Select(name => $"internal class {name} {{ }}")) : "";
        AssertKeepsToItself(space + types + Declarations.All("Run") + end);
        string fields = string.Join(" ", TypeNames.Select(name => $"internal const int {name} = 1;"));
        AssertKeepsToItself(space + Declarations.All("Run", fields) + end);
        // As methods that would be called in place of the system's.
        const string Extensions =
            """
            internal static class Extensions
            {
                public static void StoreUnsafe<T>(this T value, ref float target) { }
                public static void StoreUnsafe<T>(this T value, ref float target, nuint offset) { }
                public static int AsInt32<T>(this T value) => 0;
                public static bool ContainsAnyExceptInRange<T>(this T value, byte low, byte high) => false;
            }
            """;
        AssertKeepsToItself(space + Declarations.All("Run") + Extensions + end);
    }

    /// <summary>Names of kernels that are keywords, types, or locals and parameters of the bodies.</summary>
    [Theory]
    [InlineData("@event")]
    [InlineData("@await")]
    [InlineData("Vector")]
    [InlineData("Unsafe")]
    [InlineData("rows")]
    [InlineData("input")]
    [InlineData("c0_0")]
    [InlineData("None")]
    [InlineData("_")]
    public void A_kernel_can_have_any_name(string method) => AssertSilent(new Project(), Declarations.All(method));

    [Theory]
    [InlineData(LanguageVersion.CSharp10, true, false, true)]
    [InlineData(LanguageVersion.CSharp10, false, true, false)]
    [InlineData(LanguageVersion.CSharp11, true, true, true)]
    [InlineData(LanguageVersion.CSharp11, false, false, true)]
    [InlineData(LanguageVersion.CSharp12, false, true, true)]
    [InlineData(LanguageVersion.CSharp12, true, false, false)]
    [InlineData(LanguageVersion.CSharp13, false, true, true)]
    [InlineData(LanguageVersion.CSharp13, true, false, true)]
    [InlineData(LanguageVersion.CSharp14, true, true, true)]
    [InlineData(LanguageVersion.CSharp14, false, false, true)]
    [InlineData(LanguageVersion.CSharp14, true, true, false)]
    public void Every_project_is_silent_or_told_once_at_the_declaration(LanguageVersion language, bool allowUnsafe, bool isChecked, bool hasVectors)
    {
        var project = new Project(language, allowUnsafe, isChecked, hasVectors, Nullable: allowUnsafe);
        string source = Declarations.All("Run");
        Diagnostic[] diagnostics = GeneratorRun.Build(project, source).Diagnostics;
        string? expected = language == LanguageVersion.CSharp10 ? "UNMASK011" : hasVectors ? null : "UNMASK012";
        AssertReports(diagnostics, source, [.. Enumerable.Repeat((expected!, "Run"), expected is null ? 0 : OperationList.All.Count)]);
    }

    [Fact]
    public void Names_that_differ_in_little_do_not_collide()
    {
        string relu = Declarations.Of(new Relu(), "Run"), length = new('a', 300);
        AssertSilent(
            new Project(),
            $"partial class Kernels {{ {Declarations.Of(new Linear(), "Mix")} {Declarations.Of(new Linear(), "mix")} {Declarations.Of(new Linear(), "MIX")} }}",
            $"partial class A_B {{ {relu} }} partial class A {{ partial class B {{ {relu} }} partial class _B {{ {relu} }} }} partial class A_ {{ partial class B {{ {relu} }} }}",
            $"partial class a {{ partial class b {{ {relu} }} }} namespace Text {{ partial class A {{ partial class B {{ {relu} }} }} }}",
            $"partial class {length} {{ partial class {length}1 {{ {relu} }} partial class {length}2 {{ {relu} }} }}",
            // One class in several files, and a kernel called as another's registry file.
            $"partial class Kernels {{ {Declarations.Of(new Relu(), "Activate")} {Declarations.Of(new Relu(), "activate")} partial class run {{ {Declarations.Of(new Relu(), "Registry")} }} }}",
            $"partial class Kernels {{ {Declarations.Of(new Relu(), "Run")} {Declarations.Of(new Relu(), "Pointers", modifiers: "internal static unsafe")} {Declarations.Of(new Relu(), "Hidden", modifiers: "static")} }}");
    }

    /// <summary>Every mistake is one error, in the words of the generator, and every other kernel of the project stays.</summary>
    [Theory]
    [InlineData("UNMASK010", "Mix", "partial class Kernels { LINEAR(Mix) PROJECTION(Mix) }")]
    [InlineData("UNMASK010", "RunBackward", "partial class Kernels { RELU(Run) RELU(RunBackward) }")]
    [InlineData("UNMASK010", "Run", "partial class Kernels { RELU(RunBackward) RELU(Run) }")]
    [InlineData("UNMASK009", "Run", "partial class Kernels { RELU(Run) static void RunBackward(System.ReadOnlySpan<float> a, System.Span<float> b) { } }")]
    [InlineData("UNMASK009", "Run", "partial class Kernels { RELU(Run) static int RunLength() => 1; }")]
    [InlineData("UNMASK009", "Run", "partial class Kernels { RELU(Run) static int RunBackward => 1; }")]
    [InlineData("UNMASK009", "Run", "partial class Kernels { RELU(Run) class Run512 { } }")]
    [InlineData("UNMASK009", "Run", "partial class RunBackward { RELU(Run) }")]
    [InlineData(null, "", "partial class Kernels { RELU(Run) static void RunBackward(int other) { } }")]
    [InlineData("UNMASK002", "Run", "partial class Kernels<T> { RELU(Run) }")]
    [InlineData("UNMASK002", "Run", "partial interface Kernels<in T> where T : class { RELU(Run) }")]
    [InlineData("UNMASK002", "Run", "partial record Kernels(int A) { RELU(Run) }")]
    [InlineData("UNMASK002", "Run", "partial record struct Kernels { RELU(Run) }")]
    [InlineData("UNMASK002", "Run", "ref partial struct Kernels { RELU(Run) }")]
    [InlineData("UNMASK002", "Run", "partial class Outer<T> { partial struct @event { RELU(Run) } }")]
    [InlineData(null, "", "readonly partial struct Kernels { RELU(Run) }")]
    [InlineData(null, "", "unsafe partial class Kernels { RELU(Run) }")]
    [InlineData(null, "", "abstract partial class @class { sealed partial class @event { RELU(@return) } }")]
    [InlineData("UNMASK004", "values", "static partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial void Run(this System.Span<float> values); }")]
    [InlineData("UNMASK004", "values", "static partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial void Run(scoped System.Span<float> values); }")]
    [InlineData("UNMASK004", "values", "static partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial void Run(params System.Span<float> values); }")]
    [InlineData("UNMASK004", "values", "namespace Acme { ref struct Span<T> { } partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial void Run(Span<float> values); } }")]
    [InlineData("UNMASK004", "i", "partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial void Run(System.Span<float> i); }")]
    [InlineData("UNMASK001", "Run", "partial class Kernels { RELU(Run) internal static partial void Run(System.Span<float> values) { } }")]
    [InlineData("UNMASK001", "Run", "partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal partial void Run(System.Span<float> values); }")]
    [InlineData("UNMASK001", "Run", "partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial void Run<T>(System.Span<float> values) where T : new(); }")]
    [InlineData("UNMASK003", "Run", "partial class Kernels { [Unmask.Kernels.Relu(Length = 3)] internal static partial string? Run(out int @out); }")]
    [InlineData("UNMASK006", "Length = 0", "namespace @class { partial class Kernels { [Unmask.Kernels.Relu(Length = 0)] internal static partial void Run(System.Span<float> values); } }")]
    [InlineData("UNMASK007", "Unmask.Kernels.Gelu", "partial class Kernels { [Unmask.Kernels.Relu(Length = 3), Unmask.Kernels.Gelu] internal static partial void Run(System.Span<float> values); }")]
    public void A_mistake_is_one_error_at_its_place(string? id, string place, string source)
    {
        source = Expand(source);
        string other = Expand("namespace Other { partial class Kernels { RELU(Run) LINEAR(Project) } }");
        (Compilation compilation, Diagnostic[] diagnostics) = GeneratorRun.Build(new Project(Widths: "256"), source, other);
        AssertReports(diagnostics, source, id is null ? [] : [(id, place)]);
        Assert.NotEmpty(compilation.GetTypeByMetadataName("Other.Kernels")!.GetMembers("ProjectBackwardInput"));
    }

    /// <summary>Nobody can add to these types from another file, so the compiler misses the body as well; nothing is said of generated text.</summary>
    [Theory]
    [InlineData("file partial class Kernels { RELU(Run) }")]
    [InlineData("class Outer { partial class Kernels { RELU(Run) } }")]
    [InlineData("class Kernels { RELU(Run) }")]
    public void Where_no_body_can_be_given_all_errors_are_at_the_declaration(string source)
    {
        source = Expand(source);
        Diagnostic[] diagnostics = GeneratorRun.Build(new Project(), source).Diagnostics;
        Assert.Equal("UNMASK002", Assert.Single(diagnostics, d => d.Id.StartsWith("UNMASK", StringComparison.Ordinal)).Id);
        Assert.All(diagnostics, d => Assert.Equal("Source0.cs", d.Location.GetLineSpan().Path));
    }

    [Fact]
    public void A_project_without_kernels_gets_nothing_but_attributes()
    {
        foreach (LanguageVersion language in new[] { LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp10 })
            AssertSilent(new Project(language, AllowUnsafe: false, HasVectors: false, Nullable: false), "class Program { }");
    }

    [Fact]
    public void The_members_of_two_small_kernels_are_those_of_all()
    {
        (from operation in Gen.OneOfConst([.. OperationList.All])
         from values in Gen.Int[1, 60].Array[operation.Settings.Count]
         select (operation, values)).Sample(
            (operation, values) =>
            {
                int[] fitting = [.. values.Select((value, i) => operation.Settings[i] is var setting && setting.IsFlag ? value % 2 : Math.Min(value, setting.Maximum / setting.Multiple) * setting.Multiple)];
                var declaration = new Declaration(operation.Name, "", new(new ContainingType("class", "Sample")), "private", "private static", "Run", new(fitting), true, KernelWidths.All.Bits);
                OperationMembers known = OperationMembers.Of(operation);
                foreach (MemberDeclarationSyntax member in CSharpSyntaxTree.ParseText(KernelFile.Write(operation, declaration), cancellationToken: TestContext.Current.CancellationToken)
                    .GetCompilationUnitRoot(TestContext.Current.CancellationToken).Members.OfType<TypeDeclarationSyntax>().Single().Members)
                {
                    IEnumerable<string> names = member is MethodDeclarationSyntax method
                        ? [method.Identifier.ValueText]
                        : ((FieldDeclarationSyntax)member).Declaration.Variables.Select(variable => variable.Identifier.ValueText);
                    Assert.All(names, name => Assert.True(known.Has(name[3..]), $"{operation.Name}: {name}"));
                }
            },
            iter: 40);
    }

    private static string Expand(string source)
    {
        foreach (Operation operation in new Operation[] { new Relu(), new Linear(), new Projection(residual: false) })
        {
            source = System.Text.RegularExpressions.Regex.Replace(
                source, operation.Name.ToUpperInvariant() + @"\((@?\w+)\)", match => Declarations.Of(operation, match.Groups[1].Value));
        }

        return source;
    }

    private static void AssertSilent(Project project, params string[] sources)
    {
        Diagnostic[] diagnostics = GeneratorRun.Build(project, sources).Diagnostics;
        Assert.True(diagnostics.Length == 0, string.Join("\n", diagnostics.Take(3).Select(d => $"{d}\n{Line(d)}")));
    }

    /// <summary>It compiles, and generated text means nothing that stands in the source, but for the classes of its own kernels.</summary>
    private static void AssertKeepsToItself(string source)
    {
        (Compilation compilation, Diagnostic[] diagnostics) = GeneratorRun.Build(new Project(), source);
        Assert.True(diagnostics.Length == 0, string.Join("\n", diagnostics.Take(3).Select(d => $"{d}\n{Line(d)}")));
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(IsGenerated))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<SimpleNameSyntax>())
            {
                ISymbol? meant = model.GetSymbolInfo(name, TestContext.Current.CancellationToken).Symbol;
                if (meant is IMethodSymbol { ReducedFrom: { } extension })
                    meant = extension;
                if (meant is null or INamespaceSymbol || meant.DeclaringSyntaxReferences is not { Length: > 0 } places)
                    continue;
                Assert.True(
                    places.Any(place => IsGenerated(place.SyntaxTree)) || meant is IMethodSymbol { PartialImplementationPart: not null },
                    $"{name} in {tree.FilePath} means {meant.ToDisplayString()}");
            }
        }

        static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
    }

    private static void AssertReports(Diagnostic[] diagnostics, string source, (string Id, string Place)[] expected)
    {
        Assert.True(diagnostics.Length == expected.Length, string.Join("\n", diagnostics.Take(4).Select(d => $"{d}\n{Line(d)}")));
        Assert.Equal(expected, diagnostics.Select(d => (d.Id, source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length))));
    }

    private static string? Line(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString();
}
