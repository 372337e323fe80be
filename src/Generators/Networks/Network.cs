using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;

namespace Unmask.Generators.Networks;

/// <summary>One kernel of a network.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Values">Its shape, in the order of the operation's settings; 0 and 1 for flags.</param>
internal sealed record Part(string Name, Operation Operation, params int[] Values);

/// <summary>Settings that do not go together.</summary>
/// <param name="Setting">The one to change.</param>
/// <param name="Problem">The sentence behind its name.</param>
internal sealed record Misfit(string Setting, string Problem);

/// <summary>
/// A whole network whose shape is stated once, on a type: it expands into kernels that could have been declared by hand, with all their shapes derived.
/// A new network is one such class and one entry in <see cref="NetworkList"/>.
/// </summary>
internal abstract class Network
{
    /// <summary>The attribute's name without the suffix.</summary>
    public abstract string Name { get; }

    /// <summary>What the network computes, as the summary of its attribute.</summary>
    public abstract string Summary { get; }

    /// <summary>What a declaration states.</summary>
    public abstract EquatableArray<Setting> Settings { get; }

    public string AttributeFullName => $"{Operation.AttributeNamespace}.{Name}Attribute";

    /// <summary>What is wrong with settings of which each alone is right; null if nothing is.</summary>
    public virtual Misfit? Check(IReadOnlyList<int> values) => null;

    /// <summary>The kernels, in the order in which data pass through them.</summary>
    public abstract IEnumerable<Part> Parts(IReadOnlyList<int> values);
}
