using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Unmask.Generators.Networks;
using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators;

/// <summary>
/// Writes the bodies of declared kernels and networks. The stages are parse (<see cref="DeclarationParser"/>, <see cref="NetworkParser"/>), plan
/// (<c>Planning</c>, pure functions from shape to tiles) and write (each <see cref="Operation"/>); a <see cref="Mistake"/> is reported instead.
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
                output.AddSource($"{operation.Name}Attribute.g.cs", Text(AttributeSource.Of(operation)));
            foreach (Network network in NetworkList.All)
                output.AddSource($"{network.Name}Attribute.g.cs", Text(AttributeSource.Of(network)));
        });

        IncrementalValueProvider<KernelWidths> widths = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => KernelWidths.Of(options.GlobalOptions));
        context.RegisterSourceOutput(widths, static (output, found) =>
        {
            if (found.Mistake is not null)
                output.ReportDiagnostic(found.ToDiagnostic());
        });

        IncrementalValueProvider<bool> registry = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => RegistryOption.Of(options.GlobalOptions));

        IncrementalValuesProvider<Declaration>[] kernels =
        [
            .. OperationList.All.Select(operation => Kernels(context, operation)),
            .. NetworkList.All.Select(network => Kernels(context, network)),
        ];
        IncrementalValueProvider<EquatableArray<Declaration>> all = kernels
            .Select(declarations => declarations.Collect().Select(static (found, _) => new EquatableArray<Declaration>([.. found])))
            .Aggregate(static (some, others) => some.Combine(others).Select(static (pair, _) => new EquatableArray<Declaration>([.. pair.Left, .. pair.Right])));
        IncrementalValueProvider<EquatableArray<string>> crowded = all.Select(
            static (found, _) => new EquatableArray<string>([.. FileNames.Crowded(found.Select(kernel => kernel.FullName))]));
        IncrementalValueProvider<EquatableArray<Declaration>> shared = all.Select(static (found, _) => SharedBody.Find(found));

        foreach (IncrementalValuesProvider<Declaration> declarations in kernels)
        {
            var files = declarations.Combine(crowded).Combine(shared).Combine(widths).Combine(registry).Select(static (found, _) =>
            {
                ((((Declaration kernel, EquatableArray<string> crowdedNames), EquatableArray<Declaration> sharedBodies), KernelWidths bits), bool isListed) = found;
                bool isShared = sharedBodies.Any(body => body.Body == kernel.Body);
                // A kernel that only calls a shared body is the same for all widths.
                return (
                    Declaration: isShared ? kernel : kernel with { Widths = bits.Bits },
                    Name: FileNames.Of(kernel.FullName, crowdedNames.Contains(kernel.FullName)),
                    IsShared: isShared,
                    IsListed: isListed);
            });
            context.RegisterSourceOutput(files, static (output, file) => AddKernel(output, file.Declaration, file.Name, file.IsShared, file.IsListed));
        }

        IncrementalValuesProvider<Declaration> bodies = shared.Combine(widths).SelectMany(
            static (found, _) => found.Left.Select(body => body with { Widths = found.Right.Bits }));
        context.RegisterSourceOutput(bodies.Combine(registry), static (output, found) => AddKernel(output, found.Left, found.Left.FullName, callsShared: false, found.Right));

        IncrementalValueProvider<EquatableArray<string>> names = all.Select(
            static (found, _) => new EquatableArray<string>([.. found.Select(kernel => kernel.Identifier).OrderBy(name => name, StringComparer.Ordinal)]));
        context.RegisterSourceOutput(names.Combine(registry), static (output, pair) =>
        {
            (EquatableArray<string> found, bool isListed) = pair;
            if (found.Count == 0)
                return;
            output.AddSource("VectorMath.g.cs", Text(VectorMathSource.Text));
            if (!isListed)
                return;
            output.AddSource("KernelEntry.g.cs", Text(RegistrySource.Types.Replace("\r", "")));
            output.AddSource("KernelRegistry.g.cs", Text(RegistrySource.List(found)));
        });
    }

    /// <summary>The kernels declared by one operation's attribute.</summary>
    private static IncrementalValuesProvider<Declaration> Kernels(IncrementalGeneratorInitializationContext context, Operation operation) =>
        Declared(context, operation.AttributeFullName, (found, cancellation) => DeclarationParser.Parse(found, operation, cancellation))
            .WithTrackingName(DeclarationsStep);

    /// <summary>The kernels declared by one network's attribute.</summary>
    private static IncrementalValuesProvider<Declaration> Kernels(IncrementalGeneratorInitializationContext context, Network network)
    {
        IncrementalValuesProvider<NetworkDeclaration> networks =
            Declared(context, network.AttributeFullName, (found, cancellation) => NetworkParser.Parse(found, network, cancellation));
        context.RegisterSourceOutput(networks, (output, found) =>
            output.AddSource($"{FileNames.Of(found.FullName, isCrowded: true)}.g.cs", Text(GlobalNames.Qualify(NetworkFile.Write(found, network)))));
        return networks.SelectMany(static (found, _) => found.Kernels).WithTrackingName(DeclarationsStep);
    }

    /// <summary>What carries an attribute, without what has mistakes: these are reported.</summary>
    private static IncrementalValuesProvider<T> Declared<T>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<GeneratorAttributeSyntaxContext, CancellationToken, Parsed<T>> parse)
        where T : class, IEquatable<T>
    {
        IncrementalValuesProvider<Parsed<T>> parsed = context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (_, _) => true, parse);
        context.RegisterSourceOutput(parsed.Where(static found => found.Mistakes.Count > 0), static (output, found) =>
        {
            foreach (Mistake mistake in found.Mistakes)
                output.ReportDiagnostic(mistake.ToDiagnostic());
            if (found.Body.Length > 0)
                output.AddSource($"Mistake-{FileNames.Hash(found.Body)}.g.cs", Text(found.Body));
        });
        return parsed.Where(static found => found.Declaration is not null).Select(static (found, _) => found.Declaration!);
    }

    private static void AddKernel(SourceProductionContext output, Declaration kernel, string name, bool callsShared, bool isListed)
    {
        Operation operation = OperationList.Find(kernel.Operation);
        string text = callsShared ? KernelFile.WriteCalls(operation, kernel) : KernelFile.Write(operation, kernel);
        output.AddSource($"{name}.g.cs", Text(GlobalNames.Qualify(text)));
        if (isListed)
            output.AddSource($"{name}-Registry.g.cs", Text(callsShared ? RegistrySource.PartOfShared(kernel) : RegistrySource.Part(operation, kernel, text)));
    }

    private static SourceText Text(string text) => SourceText.From(text, Encoding.UTF8);
}
