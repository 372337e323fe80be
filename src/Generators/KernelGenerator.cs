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
            output.AddSource("VectorMath.g.cs", SourceText.From(VectorMathSource.Text, Encoding.UTF8));
            output.AddSource("KernelEntry.g.cs", SourceText.From(RegistrySource.Types.Replace("\r", ""), Encoding.UTF8));
            foreach (Operation operation in OperationList.All)
                output.AddSource($"{operation.Name}Attribute.g.cs", SourceText.From(AttributeSource.Of(operation), Encoding.UTF8));
        });

        IncrementalValueProvider<EquatableArray<string>>? names = null;
        foreach (Operation operation in OperationList.All)
        {
            IncrementalValuesProvider<Parsed> parsed = context.SyntaxProvider.ForAttributeWithMetadataName(
                operation.AttributeFullName,
                static (_, _) => true,
                (found, cancellation) => Parsed.From((IMethodSymbol)found.TargetSymbol, found.Attributes[0], operation, cancellation));
            IncrementalValuesProvider<Declaration> declarations = parsed
                .Where(static found => found.Declaration is not null)
                .Select(static (found, _) => found.Declaration!)
                .WithTrackingName(DeclarationsStep);

            context.RegisterSourceOutput(parsed.Where(static found => found.Mistakes.Count > 0), static (output, found) =>
            {
                foreach (Mistake mistake in found.Mistakes)
                    output.ReportDiagnostic(mistake.ToDiagnostic());
            });
            context.RegisterSourceOutput(declarations, (output, declaration) =>
            {
                string text = KernelFile.Write(operation, declaration);
                output.AddSource(declaration.FileName, SourceText.From(text, Encoding.UTF8));
                output.AddSource(declaration.RegistryFileName, SourceText.From(RegistrySource.Part(operation, declaration, text), Encoding.UTF8));
            });

            IncrementalValueProvider<EquatableArray<string>> own = declarations
                .Select(static (declaration, _) => declaration.Identifier)
                .Collect()
                .Select(static (found, _) => new EquatableArray<string>([.. found]));
            names = names is { } others
                ? others.Combine(own).Select(static (pair, _) => new EquatableArray<string>([.. pair.Left, .. pair.Right]))
                : own;
        }

        context.RegisterSourceOutput(names!.Value, static (output, found) =>
        {
            if (found.Count > 0)
                output.AddSource("KernelRegistry.g.cs", SourceText.From(RegistrySource.List(found.OrderBy(name => name, StringComparer.Ordinal)), Encoding.UTF8));
        });
    }
}
