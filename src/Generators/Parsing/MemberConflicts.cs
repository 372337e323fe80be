using Microsoft.CodeAnalysis;
using Unmask.Generators.Networks;
using Unmask.Generators.Operations;

namespace Unmask.Generators.Parsing;

/// <summary>Finds members of a kernel's class whose names the generator needs.</summary>
internal static class MemberConflicts
{
    public static IEnumerable<Problem> Find(IMethodSymbol method, Operation operation)
    {
        OperationMembers own = OperationMembers.Of(operation);
        INamedTypeSymbol type = method.ContainingType;
        if (IsTaken(type.Name, method, own))
            yield return new(Diagnostics.MemberTaken, Place.Symbol, 0, method.Name, type.Name);

        bool isLater = false;
        foreach (ISymbol member in type.GetMembers())
        {
            if (SymbolEqualityComparer.Default.Equals(member, method))
            {
                isLater = true;
            }
            else if (KernelMethods.OperationOf(member) is { } other)
            {
                // Of two kernels the first stays valid.
                if (!isLater && Overlap(member.Name, OperationMembers.Of(other), method.Name, own))
                    yield return new(Diagnostics.KernelTaken, Place.Symbol, 0, method.Name, member.Name);
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } taken
                ? IsTaken(taken, method, own)
                : IsTaken(member.Name, method, own) || member.Name == method.Name)
            {
                yield return new(Diagnostics.MemberTaken, Place.Symbol, 0, method.Name, member.Name);
            }
        }
    }

    /// <summary>Members of a network's type whose names the generator needs for a kernel, a twin or a constant.</summary>
    public static IEnumerable<Problem> Find(INamedTypeSymbol type, Network network, IReadOnlyList<int> values)
    {
        HashSet<string> written = [.. network.Settings.Where(setting => !setting.IsFlag).Select(setting => setting.Name)];
        foreach (Part part in network.Parts(values))
            written.UnionWith(Names(part.Name, OperationMembers.Of(part.Operation)));
        if (written.Contains(type.Name))
            yield return new(Diagnostics.MemberTaken, Place.Symbol, 0, network.Name, type.Name);
        foreach (ISymbol member in type.GetMembers())
        {
            IEnumerable<string> names = KernelMethods.OperationOf(member) is { } operation ? Names(member.Name, OperationMembers.Of(operation)) : [member.Name];
            if (names.FirstOrDefault(written.Contains) is { } name)
                yield return new(Diagnostics.MemberTaken, Place.Symbol, 0, network.Name, name);
        }
    }

    private static bool IsTaken(string name, IMethodSymbol method, OperationMembers own) =>
        Suffix(name, method.Name) is { Length: > 0 } suffix && own.Has(suffix);

    /// <summary>A method conflicts with a constant of its name, but with a method only if the parameters are the same: others are overloads.</summary>
    private static bool IsTaken(IMethodSymbol taken, IMethodSymbol method, OperationMembers own)
    {
        if (Suffix(taken.Name, method.Name) is not { Length: > 0 } suffix)
            return false;
        string signature = OperationMembers.Signature(taken.Parameters.Select(parameter => (
            parameter.RefKind != RefKind.None, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))));
        return own.ConstantSuffixes.Contains(suffix) || (taken.Arity == 0 && own.HasMethod(suffix, signature));
    }

    private static bool Overlap(string first, OperationMembers firstMembers, string second, OperationMembers secondMembers)
    {
        if (Suffix(first, second) is null && Suffix(second, first) is null)
            return false;
        HashSet<string> names = [.. Names(first, firstMembers)];
        return Names(second, secondMembers).Any(names.Contains);
    }

    private static IEnumerable<string> Names(string name, OperationMembers members) =>
        members.MethodSuffixes.Concat(members.ConstantSuffixes).Select(suffix => name + suffix);

    private static string? Suffix(string name, string start) => name.StartsWith(start, StringComparison.Ordinal) ? name.Substring(start.Length) : null;
}
