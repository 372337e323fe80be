using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Unmask.Generators.Parsing;

/// <summary>A class or struct that contains a kernel.</summary>
/// <param name="Keyword"><c>class</c> or <c>struct</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record ContainingType(string Keyword, string Name)
{
    /// <summary>Names as reflection reports them: keywords without <c>@</c>.</summary>
    private static readonly SymbolDisplayFormat Plain = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The types that contain a kernel, outermost first.</summary>
    public static EquatableArray<ContainingType> Around(ISymbol symbol) =>
        new([.. KernelMethods.ContainingTypes(symbol).Reverse().Select(type => new ContainingType(type.TypeKind == TypeKind.Struct ? "struct" : "class", type.Name))]);

    /// <summary>The namespace of a symbol; empty for the global one.</summary>
    public static string NamespaceOf(ISymbol symbol) => symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(Plain);
}

/// <summary>One declared kernel as pure data, so that equal declarations are generated once.</summary>
/// <param name="Operation">Name of the operation: its attribute's without the suffix.</param>
/// <param name="Namespace">Namespace of the containing class; empty for the global one.</param>
/// <param name="Types">The containing classes and structs, outermost first.</param>
/// <param name="Accessibility">The method's accessibility in C#, which its twins share.</param>
/// <param name="Modifiers">The modifiers before <c>partial</c>: both parts of the method must have the same.</param>
/// <param name="Name">The method's name, which begins the names of all generated members.</param>
/// <param name="Values">The attribute's values in the order of <see cref="Operations.Operation.Settings"/>; 0 and 1 for flags.</param>
/// <param name="AllowsUnsafe">Whether the project allows unsafe code.</param>
/// <param name="Widths">The vector widths that get a body, in bits, the widest first.</param>
internal sealed record Declaration(
    string Operation,
    string Namespace,
    EquatableArray<ContainingType> Types,
    string Accessibility,
    string Modifiers,
    string Name,
    EquatableArray<int> Values,
    bool AllowsUnsafe,
    EquatableArray<int> Widths)
{
    /// <summary>Whether the generated method completes a declaration without a body elsewhere.</summary>
    public bool IsDeclared { get; init; } = true;

    /// <summary>Full name of the containing type, as reflection reports it.</summary>
    public string TypeName => (Namespace.Length > 0 ? Namespace + "." : "") + string.Join("+", TypeNames);

    /// <summary>
    /// A name for the kernel that is a C# identifier. A dot becomes an underscore and an underscore <c>_0</c>: no part begins with a digit, so
    /// two kernels never share it.
    /// </summary>
    public string Identifier => FileNames.Shorten(FullName.Replace("_", "_0").Replace('.', '_'), '_');

    /// <summary>Operation and shape: kernels with equal values compute the same.</summary>
    public string Body => string.Join("_", new[] { Operation }.Concat(Values.Select(value => value.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Namespace, classes and method with dots between.</summary>
    public string FullName => string.Join(".", TypeNames.Prepend(Namespace).Append(Name).Where(part => part.Length > 0));

    private IEnumerable<string> TypeNames => Types.Select(type => type.Name);
}
