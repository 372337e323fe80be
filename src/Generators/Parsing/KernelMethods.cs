using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Operations;

namespace Unmask.Generators.Parsing;

/// <summary>Questions about declared methods and their containing types.</summary>
internal static class KernelMethods
{
    /// <summary>The operation named by a member's first operation attribute; null if it is not a kernel.</summary>
    public static Operation? OperationOf(ISymbol member) => member is IMethodSymbol
        ? member.GetAttributes().Select(OperationOf).FirstOrDefault(operation => operation is not null)
        : null;

    /// <summary>Whether <paramref name="attribute"/> is the first operation attribute.</summary>
    public static bool IsFirst(AttributeData attribute, IMethodSymbol method) => OperationOf(method) is { } first && first == OperationOf(attribute);

    /// <summary>The types that contain a kernel, innermost first: those around a method, or a type and those around it.</summary>
    public static IEnumerable<INamedTypeSymbol> ContainingTypes(ISymbol symbol)
    {
        for (INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol.ContainingType; type is not null; type = type.ContainingType)
            yield return type;
    }

    /// <summary>The types that cannot contain a kernel.</summary>
    public static IEnumerable<Problem> Obstacles(ISymbol symbol) => ContainingTypes(symbol)
        .Where(type => Obstacle(type) is not null)
        .Select(type => new Problem(Diagnostics.ContainingType, Place.Symbol, 0, symbol.Name, type.Name, Obstacle(type)));

    /// <summary>Why a type cannot contain a kernel, in words; null if it can.</summary>
    private static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "an interface",
        { IsRecord: true } => "a record",
        { IsRefLikeType: true } => "a ref struct",
        { IsGenericType: true, Arity: > 0 } => "generic",
        { IsFileLocal: true } => "local to its file",
        _ when !IsPartial(type) => "not partial",
        { TypeKind: TypeKind.Class or TypeKind.Struct } => null,
        _ => "neither a class nor a struct",
    };

    /// <summary>Whether another file can add to a type.</summary>
    public static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .All(reference => reference.GetSyntax() is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static Operation? OperationOf(AttributeData attribute) => attribute.AttributeClass is { ContainingNamespace.Name: "Kernels" } type
        ? OperationList.All.FirstOrDefault(operation => operation.AttributeFullName == type.ToDisplayString())
        : null;
}
