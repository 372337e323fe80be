using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Unmask.Generators.Operations;

namespace Unmask.Generators.Parsing;

/// <summary>
/// A <see cref="Problem"/> with its place in the source, as plain values. The generator reports it, not an analyzer: if a declared body is
/// missing, the compiler stops before it runs any analyzer, and would report only the missing body.
/// </summary>
internal sealed record Mistake(DiagnosticDescriptor Descriptor, string File, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    /// <param name="problem">What is wrong.</param>
    /// <param name="symbol">The method or type that carries the attribute.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="settings">The attribute's settings.</param>
    /// <param name="cancellation">The compiler's token.</param>
    public static Mistake Of(Problem problem, ISymbol symbol, AttributeData attribute, EquatableArray<Setting> settings, CancellationToken cancellation)
    {
        Location location = Locate(problem, symbol, attribute, settings, cancellation) ?? Location.None;
        FileLinePositionSpan lines = location.GetLineSpan();
        return new(
            problem.Descriptor,
            lines.Path ?? "",
            location.SourceSpan,
            lines.Span,
            new([.. problem.Arguments.Select(argument => argument?.ToString() ?? "")]));
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location.Create(File, Span, Lines), [.. Arguments]);

    private static Location? Locate(Problem problem, ISymbol symbol, AttributeData attribute, EquatableArray<Setting> settings, CancellationToken cancellation)
    {
        switch (problem.Place)
        {
            case Place.Parameter:
                return ((IMethodSymbol)symbol).Parameters[problem.Index].Locations.FirstOrDefault();
            case Place.Symbol:
                return symbol.Locations.FirstOrDefault();
            default:
                SyntaxNode? node = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
                if (problem.Place == Place.Setting)
                {
                    string name = settings[problem.Index].Name;
                    node = (node as AttributeSyntax)?.ArgumentList?.Arguments
                        .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name) ?? node;
                }

                return node?.GetLocation();
        }
    }
}
