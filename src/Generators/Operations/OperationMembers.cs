using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>A member of a kernel that is not private.</summary>
/// <param name="Suffix">Its name without the kernel's name in front; empty for the declared method.</param>
/// <param name="Parameters">A method's parameter list with brackets; null for a constant.</param>
/// <param name="Arguments">The parameters' names with commas between.</param>
internal sealed record Entry(string Suffix, string? Parameters, string Arguments);

/// <summary>The members that an operation adds to a kernel's class, read from the texts of two small kernels, so that no operation must list them.</summary>
/// <param name="ConstantSuffixes">The constants' names without the kernel's name in front.</param>
/// <param name="MethodSuffixes">The methods' names likewise; first the empty one of the declared method.</param>
/// <param name="Signatures">The methods' parameters by suffix, each as <see cref="Signature"/> writes it.</param>
/// <param name="Entries">The members that are not private, for any shape.</param>
internal sealed record OperationMembers(
    IReadOnlyCollection<string> ConstantSuffixes, IReadOnlyCollection<string> MethodSuffixes, ILookup<string, string> Signatures, IReadOnlyList<Entry> Entries)
{
    private const string Name = "Kernel";

    private static readonly ConcurrentDictionary<string, OperationMembers> Known = new();

    public static OperationMembers Of(Operation operation) => Known.GetOrAdd(operation.Name, _ => Read(operation));

    /// <summary>Whether the kernel's name with this suffix is a generated member.</summary>
    public bool Has(string suffix) => ConstantSuffixes.Contains(suffix) || MethodSuffixes.Contains(suffix);

    /// <summary>Parameter types as overload resolution compares them: <c>ref</c>, <c>in</c> and <c>out</c> are the same.</summary>
    public static string Signature(IEnumerable<(bool IsReference, string Type)> parameters) =>
        string.Join(", ", parameters.Select(parameter => (parameter.IsReference ? "ref " : "") + parameter.Type));

    private static OperationMembers Read(Operation operation)
    {
        // The smallest shape, and one with a block of everything: between them they contain every member that can be written.
        MemberDeclarationSyntax[] members = [.. Members(operation, 1), .. Members(operation, 16)];
        (string Suffix, string Signature)[] methods =
        [
            .. members.OfType<MethodDeclarationSyntax>().Select(method => (
                method.Identifier.ValueText.Substring(Name.Length),
                Signature(method.ParameterList.Parameters.Select(parameter => (parameter.Modifiers.Count > 0, parameter.Type!.ToString()))))),
        ];
        return new(
            [.. members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables)
                .Select(variable => variable.Identifier.ValueText.Substring(Name.Length)).Distinct()],
            [.. methods.Select(method => method.Suffix).Distinct()],
            methods.Distinct().ToLookup(method => method.Suffix, method => method.Signature),
            [.. members.Where(member => !member.Modifiers.Any(SyntaxKind.PrivateKeyword)).SelectMany(EntriesOf).Distinct()]);
    }

    private static IEnumerable<Entry> EntriesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [new(
            method.Identifier.ValueText.Substring(Name.Length),
            method.ParameterList.ToString(),
            string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText)))],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => new Entry(variable.Identifier.ValueText.Substring(Name.Length), null, "")),
        _ => [],
    };

    private static SyntaxList<MemberDeclarationSyntax> Members(Operation operation, int size)
    {
        int[] values = [.. operation.Settings.Select(setting => setting.IsFlag ? 1 : Math.Max(size, setting.Multiple))];
        var declaration = new Declaration(operation.Name, "", new(new ContainingType("class", "Sample")), "internal", "internal static", Name, new(values), AllowsUnsafe: true, KernelWidths.All.Bits);
        return CSharpSyntaxTree.ParseText(KernelFile.Write(operation, declaration)).GetCompilationUnitRoot().Members
            .OfType<TypeDeclarationSyntax>().Single().Members;
    }
}
