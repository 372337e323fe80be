using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Operations;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Parsing;

/// <summary>
/// The first stage: symbol → <see cref="Declaration"/>. What it leaves out is exactly what it finds a problem with.
/// </summary>
internal static class DeclarationParser
{
    /// <summary>The declaration, or null if there is a problem; every problem is added to <paramref name="problems"/>.</summary>
    public static Declaration? Parse(IMethodSymbol method, AttributeData attribute, Operation operation, Compilation compilation, ICollection<Problem> problems)
    {
        IEnumerable<Problem> found = Project(method, compilation);
        if (!found.Any())
        {
            // A method of two operations is one mistake, and so is a member that there is twice: the first of them stands for itself.
            found = KernelMethods.IsFirst(attribute, method)
                ? [.. Shape(method), .. Signature(method, operation), .. Settings(attribute, operation)]
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
            method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(Plain),
            new([.. KernelMethods.ContainingTypes(method).Reverse().Select(type => new ContainingType(type.TypeKind == TypeKind.Struct ? "struct" : "class", type.Name))]),
            SyntaxFacts.GetText(method.DeclaredAccessibility),
            string.Join(" ", modifiers.Where(token => !token.IsKind(SyntaxKind.PartialKeyword)).Select(token => token.Text)),
            method.Name,
            new([.. operation.Settings.Select(setting => Value(attribute, setting.Name) ?? 0)]),
            ((CSharpCompilation)compilation).Options.AllowUnsafe,
            KernelWidths.All.Bits);
    }

    /// <summary>Names as reflection has them: keywords without <c>@</c>.</summary>
    private static SymbolDisplayFormat Plain { get; } = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static SyntaxTokenList Modifiers(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<MethodDeclarationSyntax>().Select(syntax => syntax.Modifiers).FirstOrDefault();

    /// <summary>The value that <paramref name="attribute"/> gives to one of its properties, flags as 0 and 1; null if it gives none.</summary>
    private static int? Value(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value switch
        {
            int number => number,
            bool flag => flag ? 1 : 0,
            _ => null,
        };

    /// <summary>What the project lacks for every kernel.</summary>
    private static IEnumerable<Problem> Project(IMethodSymbol method, Compilation compilation)
    {
        LanguageVersion version = ((CSharpCompilation)compilation).LanguageVersion;
        if (version < LanguageVersion.CSharp11)
            yield return new(Diagnostics.Language, Place.Method, 0, method.Name, version.ToDisplayString());
        else if (compilation.GetTypeByMetadataName("System.Runtime.Intrinsics.Vector512")?.GetMembers("MaxNative").IsEmpty != false)
            yield return new(Diagnostics.Framework, Place.Method, 0, method.Name);
    }

    private static IEnumerable<Problem> Shape(IMethodSymbol method)
    {
        if (!method.IsPartialDefinition || method.PartialImplementationPart is not null || !method.IsStatic || method.IsGenericMethod)
            yield return new(Diagnostics.NotStaticPartial, Place.Method, 0, method.Name);
        foreach (INamedTypeSymbol type in KernelMethods.ContainingTypes(method))
        {
            if (KernelMethods.Obstacle(type) is { } obstacle)
                yield return new(Diagnostics.ContainingType, Place.Method, 0, method.Name, type.Name, obstacle);
        }
    }

    private static IEnumerable<Problem> Signature(IMethodSymbol method, Operation operation)
    {
        string expected = string.Join(", ", operation.Parameters);
        if (!method.ReturnsVoid || method.Parameters.Length != operation.Parameters.Count)
        {
            yield return new(Diagnostics.Signature, Place.Method, 0, method.Name, operation.Name, expected);
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
            // A type of the same name from elsewhere is written in full, or the message would ask for what is there.
            string shown = parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            if (isPlain && shown == wanted.ToString())
                shown = $"{full} {parameter.Name}";
            yield return new(Diagnostics.Parameter, Place.Parameter, i, shown, operation.Name, wanted.ToString());
        }
    }

    private static IEnumerable<Problem> Settings(AttributeData attribute, Operation operation)
    {
        for (int i = 0; i < operation.Settings.Count; i++)
        {
            Setting setting = operation.Settings[i];
            int? value = Value(attribute, setting.Name);
            if (setting.IsFlag)
                continue;
            if (value is null)
                yield return new(Diagnostics.MissingDimension, Place.Attribute, 0, operation.Name, setting.Name, setting.Maximum);
            else if (value < 1 || value > setting.Maximum)
                yield return new(Diagnostics.DimensionOutOfRange, Place.Setting, i, setting.Name, value, setting.Maximum);
            else if (value % setting.Multiple != 0)
                yield return new(Diagnostics.DimensionNotMultiple, Place.Setting, i, setting.Name, value, setting.Multiple);
        }
    }
}
