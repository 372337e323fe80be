using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unmask.Generators.Tests;

/// <summary>A project that the generator may meet.</summary>
/// <param name="Language">Its C#.</param>
/// <param name="AllowUnsafe">Whether it allows unsafe code.</param>
/// <param name="Checked">Whether its arithmetic throws on overflow.</param>
/// <param name="HasVectors">Whether it has the vectors of .NET 9.</param>
/// <param name="Nullable">Whether it tells what can be null.</param>
/// <param name="Widths">Its property <c>UnmaskKernelWidths</c>.</param>
/// <param name="Registry">Its property <c>UnmaskKernelRegistry</c>.</param>
internal sealed record Project(
    LanguageVersion Language = LanguageVersion.CSharp14, bool AllowUnsafe = true, bool Checked = false, bool HasVectors = true, bool Nullable = true, string Widths = "", string Registry = "true")
{
    public CSharpParseOptions ParseOptions { get; } = new(Language, DocumentationMode.Diagnose);
}

/// <summary>Runs the generator on source text.</summary>
internal static class GeneratorRun
{
    private static readonly Project Usual = new();

    /// <summary>Hides the vectors of today: the compiler prefers what stands in the project's own source.</summary>
    private const string OldVectors = "namespace System.Runtime.Intrinsics { internal static class Vector512 { } }";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A file with the given members in <c>partial class Kernels</c>.</summary>
    public static string Class(string members) =>
        $$"""
        using System;
        using Unmask.Kernels;
        namespace Sample;
        internal static partial class Kernels
        {
        {{members}}
        }
        """;

    public static CSharpCompilation Compile(params string[] sources) => Compile(Usual, sources);

    public static CSharpCompilation Compile(Project project, params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Concat(project.HasVectors ? [] : [OldVectors]).Select((source, i) => CSharpSyntaxTree.ParseText(source, project.ParseOptions, $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: project.Checked,
            allowUnsafe: project.AllowUnsafe,
            generalDiagnosticOption: ReportDiagnostic.Error,
            nullableContextOptions: project.Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable));

    public static GeneratorDriver Driver() => Driver(Usual);

    public static GeneratorDriver Driver(Project project) => CSharpGeneratorDriver.Create(
        [new KernelGenerator().AsSourceGenerator()],
        parseOptions: project.ParseOptions,
        optionsProvider: new ProjectProperties(project),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by name.</summary>
    public static IReadOnlyDictionary<string, string> Texts(string source) => Texts(Usual, source);

    public static IReadOnlyDictionary<string, string> Texts(Project project, string source) =>
        Driver(project).RunGenerators(Compile(source)).GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>What the compiler says of everything together.</summary>
    public static Diagnostic[] Errors(string source) => [.. Build(Usual, source).Diagnostics.Where(d => !d.Id.StartsWith("UNMASK", StringComparison.Ordinal))];

    /// <summary>Everything together, and all errors and warnings of the generator and of the compiler.</summary>
    public static (Compilation Compilation, Diagnostic[] Diagnostics) Build(Project project, params string[] sources)
    {
        Driver(project).RunGeneratorsAndUpdateCompilation(Compile(project, sources), out Compilation compilation, out var reported);
        return (compilation, [.. reported.Concat(compilation.GetDiagnostics()).Where(d => d.Severity >= DiagnosticSeverity.Warning)]);
    }

    /// <summary>What the generator reports, with the source text that each report points at.</summary>
    public static (string Id, string Message, string Text)[] Analyze(string source)
    {
        IEnumerable<Diagnostic> diagnostics = Driver().RunGenerators(Compile(source)).GetRunResult().Diagnostics;
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start).Select(d => (
            d.Id, d.GetMessage(), source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)))];
    }
}

/// <summary>What MSBuild tells the generator of a project.</summary>
internal sealed class ProjectProperties(Project project) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(project);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Properties(Project project) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_property.UnmaskKernelWidths" => project.Widths,
                "build_property.UnmaskKernelRegistry" => project.Registry,
                _ => null,
            };
            return value is not null;
        }
    }
}
