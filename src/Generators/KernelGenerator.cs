using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using System.Text;
using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators;

/// <summary>
/// Writes the bodies of declared kernels. The stages are parse (<see cref="DeclarationParser"/>), plan (<c>Planning</c>, pure
/// functions from shape to tiles) and write (each <see cref="Operation"/>); a <see cref="Mistake"/> is reported instead.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelGenerator : IIncrementalGenerator
{
    /// <summary>Name of the tracked step that yields the declarations.</summary>
    internal const string DeclarationsStep = "Declarations";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output =>
        {
            output.AddEmbeddedAttributeDefinition();
            foreach (Operation operation in OperationList.All)
                output.AddSource($"{operation.Name}Attribute.g.cs", SourceText.From(AttributeSource.Of(operation), Encoding.UTF8));
        });

        List<(Operation Operation, IncrementalValuesProvider<Declaration> Declarations)> kernels = [];
        IncrementalValueProvider<EquatableArray<KernelName>>? names = null;
        foreach (Operation operation in OperationList.All)
        {
            IncrementalValuesProvider<Parsed> parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
                operation.AttributeFullName,
                static (_, _) => true,
                (found, cancellation) => Parsed.From(found, operation, cancellation));
            IncrementalValuesProvider<Declaration> declarations = parsed
                .Where(static found => found.Declaration is not null)
                .Select(static (found, _) => found.Declaration!)
                .WithTrackingName(DeclarationsStep);
            kernels.Add((operation, declarations));

            context.RegisterSourceOutput(parsed.Where(static found => found.Mistakes.Count > 0), static (output, found) =>
            {
                foreach (Mistake mistake in found.Mistakes)
                    output.ReportDiagnostic(mistake.ToDiagnostic());
                if (found.Body.Length > 0)
                    output.AddSource(found.BodyFile, SourceText.From(found.Body, Encoding.UTF8));
            });

            IncrementalValueProvider<EquatableArray<KernelName>> own = declarations
                .Select(static (declaration, _) => new KernelName(declaration.FullName, declaration.Identifier))
                .Collect()
                .Select(static (found, _) => new EquatableArray<KernelName>([.. found]));
            names = names is { } others
                ? others.Combine(own).Select(static (pair, _) => new EquatableArray<KernelName>([.. pair.Left, .. pair.Right]))
                : own;
        }

        IncrementalValueProvider<KernelWidths> widths = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => KernelWidths.Of(options.GlobalOptions));
        context.RegisterSourceOutput(widths, static (output, found) =>
        {
            if (found.Mistake is not null)
                output.ReportDiagnostic(found.ToDiagnostic());
        });

        IncrementalValueProvider<EquatableArray<string>> crowded = names!.Value.Select(
            static (found, _) => new EquatableArray<string>([.. FileNames.Crowded(found.Select(name => name.Full))]));
        foreach ((Operation operation, IncrementalValuesProvider<Declaration> declarations) in kernels)
        {
            var files = declarations.Combine(crowded).Combine(widths).Select(static (found, _) => (
                Declaration: found.Left.Left with { Widths = found.Right.Bits },
                Name: FileNames.Of(found.Left.Left.FullName, found.Left.Right.Contains(found.Left.Left.FullName))));
            context.RegisterSourceOutput(files, (output, file) =>
            {
                string text = KernelFile.Write(operation, file.Declaration);
                output.AddSource($"{file.Name}.g.cs", SourceText.From(GlobalNames.Qualify(text), Encoding.UTF8));
                output.AddSource($"{file.Name}-Registry.g.cs", SourceText.From(RegistrySource.Part(operation, file.Declaration, text), Encoding.UTF8));
            });
        }

        context.RegisterSourceOutput(names!.Value, static (output, found) =>
        {
            if (found.Count == 0)
                return;
            output.AddSource("VectorMath.g.cs", SourceText.From(VectorMathSource.Text, Encoding.UTF8));
            output.AddSource("KernelEntry.g.cs", SourceText.From(RegistrySource.Types.Replace("\r", ""), Encoding.UTF8));
            output.AddSource("KernelRegistry.g.cs", SourceText.From(
                RegistrySource.List(found.Select(name => name.Identifier).OrderBy(name => name, StringComparer.Ordinal)), Encoding.UTF8));
        });
    }

    /// <summary>What files and the list of all kernels call a kernel.</summary>
    private sealed record KernelName(string Full, string Identifier);
}
