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
    /// <summary>The declaration, or null if there is a problem; every problem is added to <paramref name="problems"/>.</summary>
    public static Declaration? Parse(IMethodSymbol method, AttributeData attribute, Operation operation, Compilation compilation, ICollection<Problem> problems)
    {
        IEnumerable<Problem> found = ProjectRequirements.Check(method, compilation);
        if (!found.Any())
        {
            // A method with two operations is one mistake, and so is a duplicate member: the first of the two stays valid.
            found = KernelMethods.IsFirst(attribute, method)
                ? [.. Shape(method), .. Signature(method, operation), .. StatedSettings.Check(attribute, operation.Name, operation.Settings)]
                : [new(Diagnostics.SecondOperation, Place.Attribute, 0, method.Name)];
            if (!found.Any())
                found = MemberConflicts.Find(method, operation).Take(1);
        }

        foreach (Problem problem in found)
            problems.Add(problem);
        if (problems.Count > 0)
            return null;

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
