using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Unmask.Generators.Networks;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Parsing;

/// <summary>A declared network; pure data.</summary>
/// <param name="Network">Its attribute's name without the suffix.</param>
/// <param name="Namespace">Namespace of its type; empty for the global one.</param>
/// <param name="Types">Its type and those around it, outermost first.</param>
/// <param name="Values">The attribute's values in the order of <see cref="Network.Settings"/>; 0 and 1 for flags.</param>
/// <param name="Kernels">The kernels that it expands to.</param>
internal sealed record NetworkDeclaration(
    string Network, string Namespace, EquatableArray<ContainingType> Types, EquatableArray<int> Values, EquatableArray<Declaration> Kernels)
{
    /// <summary>Namespace and types with dots between.</summary>
    public string FullName => string.Join(".", Types.Select(type => type.Name).Prepend(Namespace).Where(part => part.Length > 0));
}

/// <summary>The first stage for networks: symbol → <see cref="NetworkDeclaration"/>.</summary>
internal static class NetworkParser
{
    /// <summary>Parses what carries a network's attribute.</summary>
    public static Parsed<NetworkDeclaration> Parse(GeneratorAttributeSyntaxContext found, Network network, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)found.TargetSymbol;
        AttributeData attribute = found.Attributes[0];
        Compilation compilation = found.SemanticModel.Compilation;
        Problem[] problems = [.. Problems(type, attribute, network, compilation)];
        if (problems.Length == 0)
            return new(Read(type, attribute, network, compilation), EquatableArray<Mistake>.Empty);
        return new(
            null,
            new([.. problems.Select(problem => Mistake.Of(problem, type, attribute, network.Settings, cancellation))]),
            IsFirst(type, network) ? MistakeFile.Write(type, Smallest(attribute, network)) : "");
    }

    /// <summary>The network and its kernels, where there is no problem.</summary>
    private static NetworkDeclaration Read(INamedTypeSymbol type, AttributeData attribute, Network network, Compilation compilation)
    {
        (string space, EquatableArray<ContainingType> types) = (ContainingType.NamespaceOf(type), ContainingType.Around(type));
        EquatableArray<int> values = StatedSettings.Read(attribute, network.Settings);
        bool allowsUnsafe = ((CSharpCompilation)compilation).Options.AllowUnsafe;
        return new(network.Name, space, types, values, new([.. network.Parts(values).Select(part => new Declaration(
            part.Operation.Name, space, types, "public", "public static", part.Name, new(part.Values), allowsUnsafe, KernelWidths.All.Bits))]));
    }

    /// <summary>All problems of a declared network.</summary>
    private static IEnumerable<Problem> Problems(INamedTypeSymbol type, AttributeData attribute, Network network, Compilation compilation)
    {
        Problem[] found = [.. ProjectRequirements.Check(type, compilation)];
        if (found.Length > 0)
            return found;
        if (!IsFirst(type, network))
            return [new(Diagnostics.SecondNetwork, Place.Attribute, 0, type.Name)];
        found = [.. KernelMethods.Obstacles(type), .. StatedSettings.Check(attribute, network.Name, network.Settings)];
        if (found.Length > 0)
            return found;
        EquatableArray<int> values = StatedSettings.Read(attribute, network.Settings);
        if (network.Check(values) is { } misfit)
            return [new(Diagnostics.Misfit, Place.Setting, IndexOf(network, misfit.Setting), misfit.Setting, misfit.Problem)];
        return MemberConflicts.Find(type, network, values).Take(1);
    }

    /// <summary>Whether this is the type's first network attribute.</summary>
    private static bool IsFirst(INamedTypeSymbol type, Network network) => type.GetAttributes()
        .Select(attribute => NetworkList.All.FirstOrDefault(known => known.AttributeFullName == attribute.AttributeClass?.ToDisplayString()))
        .First(known => known is not null) == network;

    /// <summary>The kernels of the smallest network with the same flags: they have the same names and parameters.</summary>
    private static IEnumerable<Part> Smallest(AttributeData attribute, Network network)
    {
        EquatableArray<int> stated = StatedSettings.Read(attribute, network.Settings);
        return network.Parts([.. network.Settings.Select((setting, i) => setting.IsFlag ? stated[i] : setting.Multiple)]);
    }

    private static int IndexOf(Network network, string setting) => network.Settings.Select(known => known.Name).ToList().IndexOf(setting);
}
