using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Unmask.Toy.Tests.RaylibPackage;

/// <summary>
/// Writes declarations of Raylib-cs as C# without bodies: of every name that src/Raylib has too, and for a method all that go by its name, so that
/// a call that would be ambiguous there is ambiguous here.
/// </summary>
internal static class Declarations
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The types of the API that an assembly has.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesOf(IAssemblySymbol assembly) =>
        assembly.GlobalNamespace.GetNamespaceMembers().Single(space => space.Name == "Raylib_cs").GetTypeMembers()
            .Where(type => type.DeclaredAccessibility == Accessibility.Public)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>What a user of a type can name.</summary>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        type.GetMembers().Where(member => member.DeclaredAccessibility == Accessibility.Public && !member.IsImplicitlyDeclared
            && member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.Conversion });

    /// <param name="package">Raylib-cs.</param>
    /// <param name="own">Unmask.Raylib, whose names are wanted.</param>
    public static string Write(IAssemblySymbol package, IAssemblySymbol own)
    {
        var text = new StringBuilder();
        Dictionary<string, INamedTypeSymbol> types = TypesOf(package).ToDictionary(type => type.Name);
        foreach (INamedTypeSymbol wanted in TypesOf(own))
        {
            // What is missing there is not written, and the tests say so.
            if (types.TryGetValue(wanted.Name, out INamedTypeSymbol? type))
                Write(text, type, [.. MembersOf(wanted).Select(member => member.Name)]);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, INamedTypeSymbol type, HashSet<string> names)
    {
        string kind = type.TypeKind == TypeKind.Enum ? $"enum {type.Name} : {type.EnumUnderlyingType!.ToDisplayString()}"
            : $"{(type.IsReadOnly ? "readonly " : "")}{(type.IsStatic ? "static " : "")}unsafe {(type.IsValueType ? "struct" : "class")} {type.Name}";
        text.Append(CultureInfo.InvariantCulture, $"\npublic {kind}\n{{\n");
        foreach (ISymbol member in MembersOf(type))
        {
            if (names.Contains(member.Name) || member is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Conversion })
                text.Append(CultureInfo.InvariantCulture, $"    {Declaration(type, member)}\n");
        }
        text.Append("}\n");
    }

    private static string Declaration(INamedTypeSymbol type, ISymbol member)
    {
        if (type.TypeKind == TypeKind.Enum)
            return $"{member.Name} = {((IFieldSymbol)member).ConstantValue},";
        string line = member.ToDisplayString(Format).Replace("extern ", "", StringComparison.Ordinal).Replace("Raylib_cs.", "", StringComparison.Ordinal);
        return member switch
        {
            IMethodSymbol => $"{line} => throw null!;",
            IPropertySymbol => line.Replace("get;", "get => throw null!;", StringComparison.Ordinal).Replace("set;", "set => throw null!;", StringComparison.Ordinal)
                .Replace("init;", "init => throw null!;", StringComparison.Ordinal),
            _ => $"{line};",
        };
    }
}
