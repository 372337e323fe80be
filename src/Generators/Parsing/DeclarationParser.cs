using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unmask.Generators.Operations;

namespace Unmask.Generators.Parsing;

/// <summary>
/// The first stage: symbol → <see cref="Declaration"/>. What it leaves out is exactly what it finds a problem with.
/// </summary>
internal static class DeclarationParser
{
    /// <summary>The declaration, or null if there is a problem; every problem is added to <paramref name="problems"/>.</summary>
    public static Declaration? Parse(IMethodSymbol method, AttributeData attribute, Operation operation, ICollection<Problem> problems)
    {
        List<Problem> found = [.. Shape(method), .. Signature(method, operation), .. Settings(attribute, operation)];
        if (method.GetAttributes().FirstOrDefault(IsKernel) is { } first && !SameClass(first, attribute))
            found.Add(new(Diagnostics.SecondOperation, Place.Attribute, 0, method.Name));
        foreach (Problem problem in found)
            problems.Add(problem);
        if (found.Count > 0)
            return null;

        return new Declaration(
            operation.Name,
            method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(),
            new([.. ContainingTypes(method).Reverse().Select(type => new ContainingType(type.TypeKind == TypeKind.Struct ? "struct" : "class", type.Name))]),
            SyntaxFacts.GetText(method.DeclaredAccessibility),
            method.Name,
            new([.. operation.Settings.Select(setting => Value(attribute, setting.Name) ?? 0)]));
    }

    /// <summary>The value that <paramref name="attribute"/> gives to one of its properties, flags as 0 and 1; null if it gives none.</summary>
    private static int? Value(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value switch
        {
            int number => number,
            bool flag => flag ? 1 : 0,
            _ => null,
        };

    private static IEnumerable<Problem> Shape(IMethodSymbol method)
    {
        if (!method.IsPartialDefinition || !method.IsStatic || method.IsGenericMethod)
            yield return new(Diagnostics.NotStaticPartial, Place.Method, 0, method.Name);
        foreach (INamedTypeSymbol type in ContainingTypes(method))
        {
            if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsRecord || type.IsRefLikeType || type.IsGenericType)
                yield return new(Diagnostics.ContainingType, Place.Method, 0, method.Name, type.Name);
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
            string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            if (type != wanted.Type || parameter.Name != wanted.Name || parameter.RefKind != RefKind.None)
                yield return new(Diagnostics.Parameter, Place.Parameter, i, $"{type} {parameter.Name}", operation.Name, wanted.ToString());
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

    private static IEnumerable<INamedTypeSymbol> ContainingTypes(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            yield return type;
    }

    private static bool IsKernel(AttributeData attribute) =>
        OperationList.All.Any(operation => operation.AttributeFullName == attribute.AttributeClass?.ToDisplayString());

    private static bool SameClass(AttributeData a, AttributeData b) =>
        SymbolEqualityComparer.Default.Equals(a.AttributeClass, b.AttributeClass);
}
