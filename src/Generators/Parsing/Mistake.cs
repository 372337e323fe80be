using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Unmask.Generators.Operations;

namespace Unmask.Generators.Parsing;

/// <summary>
/// A <see cref="Problem"/> with its place in the source, as plain values. The generator reports it, not an analyzer: where a declared body is
/// missing, the compiler stops before it asks any analyzer, and would say no more than that the body is missing.
/// </summary>
internal sealed record Mistake(DiagnosticDescriptor Descriptor, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static Mistake Of(Problem problem, IMethodSymbol method, AttributeData attribute, Operation operation, CancellationToken cancellation)
    {
        Location location = Locate(problem, method, attribute, operation, cancellation) ?? Location.None;
        FileLinePositionSpan lines = location.GetLineSpan();
        return new(
            problem.Descriptor,
            lines.Path ?? "",
            location.SourceSpan,
            lines.Span,
            new([.. problem.Arguments.Select(argument => argument?.ToString() ?? "")]));
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location.Create(File, Span, Lines), [.. Arguments]);

    private static Location? Locate(Problem problem, IMethodSymbol method, AttributeData attribute, Operation operation, CancellationToken cancellation)
    {
        switch (problem.Place)
        {
            case Place.Parameter:
                return method.Parameters[problem.Index].Locations.FirstOrDefault();
            case Place.Method:
                return method.Locations.FirstOrDefault();
            default:
                SyntaxNode? node = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
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

/// <summary>What became of one declaration: the kernel to write, or the mistakes in it.</summary>
internal sealed record Parsed(Declaration? Declaration, EquatableArray<Mistake> Mistakes)
{
    public static Parsed From(IMethodSymbol method, AttributeData attribute, Operation operation, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        Declaration? declaration = DeclarationParser.Parse(method, attribute, operation, problems);
        return new(declaration, new([.. problems.Select(problem => Mistake.Of(problem, method, attribute, operation, cancellation))]));
    }
}
