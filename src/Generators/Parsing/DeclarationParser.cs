using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Operations;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Parsing;

/// <summary>
/// The first stage: symbol → <see cref="Declaration"/>. It drops only declarations that it reports a problem for.
/// </summary>
internal static class DeclarationParser
{
    /// <summary>Parses what carries an operation's attribute.</summary>
    public static Parsed<Declaration> Parse(GeneratorAttributeSyntaxContext found, Operation operation, CancellationToken cancellation)
    {
        var method = (IMethodSymbol)found.TargetSymbol;
        AttributeData attribute = found.Attributes[0];
        Compilation compilation = found.SemanticModel.Compilation;
        Problem[] problems = [.. Problems(method, attribute, operation, compilation)];
        if (problems.Length == 0)
            return new(Read(method, attribute, operation, compilation), EquatableArray<Mistake>.Empty);
        // The first operation of a method gives it its body.
        bool getsBody = KernelMethods.IsFirst(attribute, method);
        return new(
            null,
            new([.. problems.Select(problem => Mistake.Of(problem, method, attribute, operation.Settings, cancellation))]),
            getsBody && found.TargetNode is MethodDeclarationSyntax syntax ? MistakeFile.Write(method, syntax.Modifiers) : "");
    }

    /// <summary>Everything that is wrong with a declared kernel.</summary>
    private static IEnumerable<Problem> Problems(IMethodSymbol method, AttributeData attribute, Operation operation, Compilation compilation)
    {
        Problem[] found = [.. ProjectRequirements.Check(method, compilation)];
        if (found.Length > 0)
            return found;
        // A method of two operations is one mistake, and so is a member that there is twice: the first of them stands for itself.
        if (!KernelMethods.IsFirst(attribute, method))
            return [new(Diagnostics.SecondOperation, Place.Attribute, 0, method.Name)];
        found = [.. Shape(method), .. Signature(method, operation), .. StatedSettings.Check(attribute, operation.Name, operation.Settings)];
        return found.Length > 0 ? found : MemberConflicts.Find(method, operation).Take(1);
    }

    /// <summary>The kernel, where there is no problem.</summary>
    private static Declaration Read(IMethodSymbol method, AttributeData attribute, Operation operation, Compilation compilation)
    {
        SyntaxTokenList modifiers = Modifiers(method);
        return new Declaration(
            operation.Name,
            ContainingType.NamespaceOf(method),
            ContainingType.Around(method),
            SyntaxFacts.GetText(method.DeclaredAccessibility),
            string.Join(" ", modifiers.Where(token => !token.IsKind(SyntaxKind.PartialKeyword)).Select(token => token.Text)),
            method.Name,
            StatedSettings.Read(attribute, operation.Settings),
            ((CSharpCompilation)compilation).Options.AllowUnsafe,
            KernelWidths.All.Bits);
    }

    private static SyntaxTokenList Modifiers(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<MethodDeclarationSyntax>().Select(syntax => syntax.Modifiers).FirstOrDefault();

    private static IEnumerable<Problem> Shape(IMethodSymbol method)
    {
        if (!method.IsPartialDefinition || method.PartialImplementationPart is not null || !method.IsStatic || method.IsGenericMethod)
            yield return new(Diagnostics.NotStaticPartial, Place.Symbol, 0, method.Name);
        foreach (Problem problem in KernelMethods.Obstacles(method))
            yield return problem;
    }

    private static IEnumerable<Problem> Signature(IMethodSymbol method, Operation operation)
    {
        string expected = string.Join(", ", operation.Parameters);
        if (!method.ReturnsVoid || method.Parameters.Length != operation.Parameters.Count)
        {
            yield return new(Diagnostics.Signature, Place.Symbol, 0, method.Name, operation.Name, expected);
            yield break;
        }

        for (int i = 0; i < method.Parameters.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            Parameter wanted = operation.Parameters[i];
            bool isPlain = parameter.RefKind == RefKind.None && parameter.ScopedKind == ScopedKind.None && !parameter.IsParams && !(i == 0 && method.IsExtensionMethod);
            string full = parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            if (full == GlobalNames.Type(wanted.Type) && parameter.Name == wanted.Name && isPlain)
                continue;
            // A type of the same name from elsewhere is written in full, or the message would ask for the type already used.
            string shown = parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            if (isPlain && shown == wanted.ToString())
                shown = $"{full} {parameter.Name}";
            yield return new(Diagnostics.Parameter, Place.Parameter, i, shown, operation.Name, wanted.ToString());
        }
    }
}
