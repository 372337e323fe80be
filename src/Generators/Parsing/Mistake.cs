using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Unmask.Generators.Operations;
using Unmask.Generators.Writing;

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

/// <summary>The result of parsing one declaration: the kernel to write, or its mistakes.</summary>
/// <param name="Declaration">The kernel, if there is no mistake.</param>
/// <param name="Mistakes">The mistakes.</param>
/// <param name="Body">A file with an empty body for a declaration with mistakes; empty if none can be given.</param>
/// <param name="BodyFile">The file's name.</param>
internal sealed record Parsed(Declaration? Declaration, EquatableArray<Mistake> Mistakes, string Body = "", string BodyFile = "")
{
    public static Parsed From(GeneratorAttributeSyntaxContext found, Operation operation, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)found.TargetSymbol;
        AttributeData attribute = found.Attributes[0];
        List<Problem> problems = [];
        Declaration? declaration = DeclarationParser.Parse(method, attribute, operation, found.SemanticModel.Compilation, problems);
        EquatableArray<Mistake> mistakes = new([.. problems.Select(problem => Mistake.Of(problem, method, attribute, operation.Settings, cancellation))]);
        // The first operation of a method gives it its body.
        if (mistakes.Count == 0 || !KernelMethods.IsFirst(attribute, method) || found.TargetNode is not MethodDeclarationSyntax syntax)
            return new(declaration, mistakes);
        string body = MistakeFile.Write(method, syntax.Modifiers);
        return new(null, mistakes, body, $"Mistake-{FileNames.Hash(body)}.g.cs");
    }
}
