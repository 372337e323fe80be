using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Unmask.Generators.Tests;

/// <summary>Runs the generator on source text.</summary>
internal static class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

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

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new KernelGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by name.</summary>
    public static IReadOnlyDictionary<string, string> Texts(string source) =>
        Driver().RunGenerators(Compile(source)).GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());

    /// <summary>What the compiler says of everything together.</summary>
    public static Diagnostic[] Errors(string source)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compile(source), out Compilation compilation, out _);
        return [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];
    }

    /// <summary>What the generator reports, with the source text that each report points at.</summary>
    public static (string Id, string Message, string Text)[] Analyze(string source)
    {
        IEnumerable<Diagnostic> diagnostics = Driver().RunGenerators(Compile(source)).GetRunResult().Diagnostics;
        return [.. diagnostics.OrderBy(d => d.Location.SourceSpan.Start).Select(d => (
            d.Id, d.GetMessage(), source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)))];
    }
}
