using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;

namespace Unmask.Generators;

/// <summary>Reports what <see cref="DeclarationParser"/> finds wrong with a declared kernel, at its exact place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Diagnostics.NotStaticPartial,
        Diagnostics.ContainingType,
        Diagnostics.Signature,
        Diagnostics.Parameter,
        Diagnostics.MissingDimension,
        Diagnostics.DimensionOutOfRange,
        Diagnostics.SecondOperation,
        Diagnostics.DimensionNotMultiple,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        foreach (AttributeData attribute in method.GetAttributes())
        {
            string? name = attribute.AttributeClass?.ToDisplayString();
            Operation? operation = OperationList.All.FirstOrDefault(o => o.AttributeFullName == name);
            if (operation is null)
                continue;

            List<Problem> problems = [];
            DeclarationParser.Parse(method, attribute, operation, problems);
            foreach (Problem problem in problems)
                context.ReportDiagnostic(Diagnostic.Create(problem.Descriptor, Locate(problem, method, attribute, operation), problem.Arguments));
        }
    }

    private static Location? Locate(Problem problem, IMethodSymbol method, AttributeData attribute, Operation operation)
    {
        switch (problem.Place)
        {
            case Place.Parameter:
                return method.Parameters[problem.Index].Locations.FirstOrDefault();
            case Place.Method:
                return method.Locations.FirstOrDefault();
            default:
                SyntaxNode? node = attribute.ApplicationSyntaxReference?.GetSyntax();
                if (problem.Place == Place.Setting)
                {
                    string name = operation.Settings[problem.Index].Name;
                    node = (node as AttributeSyntax)?.ArgumentList?.Arguments
                        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) ?? node;
                }

                return node?.GetLocation();
        }
    }
}
