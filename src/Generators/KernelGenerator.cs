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

        // Only classes go through the pipeline: see EquatableArray.
        IncrementalValueProvider<ProjectOptions> options = context.AnalyzerConfigOptionsProvider.Select(static (found, _) => ProjectOptions.Of(found.GlobalOptions));
        context.RegisterSourceOutput(options.Select(static (found, _) => found.Widths), static (output, widths) =>
        {
            if (widths.Mistake is not null)
                output.ReportDiagnostic(widths.ToDiagnostic());
        });

        IncrementalValuesProvider<Declaration>[] kernels =
        [
            .. OperationList.All.Select(operation => Kernels(context, operation)),
            .. NetworkList.All.Select(network => Kernels(context, network)),
        ];
        IncrementalValueProvider<EquatableArray<Declaration>> all = kernels
            .Select(declarations => declarations.Collect().Select(static (found, _) => new EquatableArray<Declaration>([.. found])))
            .Aggregate(static (some, others) => some.Combine(others).Select(static (pair, _) => new EquatableArray<Declaration>([.. pair.Left, .. pair.Right])));
        IncrementalValueProvider<Surroundings> surroundings = all.Combine(options).Select(static (found, _) => Surroundings.Of(found.Left, found.Right));

        foreach (IncrementalValuesProvider<Declaration> declarations in kernels)
            context.RegisterSourceOutput(declarations.Combine(surroundings).Select(static (found, _) => found.Right.Write(found.Left)), AddKernel);
        context.RegisterSourceOutput(surroundings.SelectMany(static (found, _) => found.WriteShared()), AddKernel);

        context.RegisterSourceOutput(all.Combine(options).Select(static (found, _) => KernelNames.Of(found.Left, found.Right)), static (output, names) =>
        {
            if (names.Identifiers.Count == 0)
                return;
            output.AddSource("VectorMath.g.cs", Text(VectorMathSource.Text));
            if (!names.HasRegistry)
                return;
            output.AddSource("KernelEntry.g.cs", Text(RegistrySource.Types.Replace("\r", "")));
            output.AddSource("KernelRegistry.g.cs", Text(RegistrySource.List(names.Identifiers)));
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

    private static void AddKernel(SourceProductionContext output, WrittenKernel written)
    {
        Declaration kernel = written.Kernel;
        Operation operation = OperationList.Find(kernel.Operation);
        string text = written.CallsShared ? KernelFile.WriteCalls(operation, kernel) : KernelFile.Write(operation, kernel);
        output.AddSource($"{written.FileName}.g.cs", Text(GlobalNames.Qualify(text)));
        if (written.IsListed)
            output.AddSource($"{written.FileName}-Registry.g.cs", Text(written.CallsShared ? RegistrySource.PartOfShared(kernel) : RegistrySource.Part(operation, kernel, text)));
    }

    private static SourceText Text(string text) => SourceText.From(text, Encoding.UTF8);
}
