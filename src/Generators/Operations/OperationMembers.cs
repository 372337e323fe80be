using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>A member of a kernel that others can call or read.</summary>
/// <param name="Suffix">The end of its name; the kernel's name comes before. Empty for the declared method.</param>
/// <param name="Parameters">What a method takes, in brackets; null for a constant.</param>
/// <param name="Arguments">The parameters' names with commas between.</param>
internal sealed record Entry(string Suffix, string? Parameters, string Arguments);

/// <summary>What an operation writes into a kernel's class: read from the texts of two small kernels, so that no operation must list it.</summary>
/// <param name="ConstantSuffixes">Ends of the constants' names; the kernel's name comes before.</param>
/// <param name="MethodSuffixes">Ends of the methods' names, the declared method's own empty one first.</param>
/// <param name="Signatures">The parameters that methods take, by the end of their names; each as <see cref="Signature"/> writes it.</param>
/// <param name="Entries">What is not private, whatever the shape.</param>
internal sealed record OperationMembers(
    IReadOnlyCollection<string> ConstantSuffixes, IReadOnlyCollection<string> MethodSuffixes, ILookup<string, string> Signatures, IReadOnlyList<Entry> Entries)
{
    private const string Name = "Kernel";

    private static readonly ConcurrentDictionary<string, OperationMembers> Known = new();

    public static OperationMembers Of(Operation operation) => Known.GetOrAdd(operation.Name, _ => Read(operation));

    /// <summary>Whether a kernel's name with this end is a generated member.</summary>
    public bool Has(string suffix) => ConstantSuffixes.Contains(suffix) || MethodSuffixes.Contains(suffix);

    /// <summary>Types of parameters as overloads are told apart by: <c>ref</c>, <c>in</c> and <c>out</c> are the same.</summary>
    public static string Signature(IEnumerable<(bool IsReference, string Type)> parameters) =>
        string.Join(", ", parameters.Select(parameter => (parameter.IsReference ? "ref " : "") + parameter.Type));

    private static OperationMembers Read(Operation operation)
    {
        // The smallest shape, and one with a block of everything: what is written differs at most between these.
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
