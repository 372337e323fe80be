using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;

namespace Unmask.Generators.Networks;

/// <summary>One kernel of a network.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Values">Its shape, in the order of the operation's settings; 0 and 1 for flags.</param>
internal sealed record Part(string Name, Operation Operation, params int[] Values);

/// <summary>Settings that contradict each other.</summary>
/// <param name="Setting">The setting to change.</param>
/// <param name="Problem">The rest of the message, after the setting's name.</param>
internal sealed record Misfit(string Setting, string Problem);

/// <summary>
/// A whole network whose shape is stated once, on a type. It expands into kernels that could be declared by hand, with all shapes derived.
/// A new network is one such class and one entry in <see cref="NetworkList"/>.
/// </summary>
internal abstract class Network
{
    /// <summary>The attribute's name without the suffix.</summary>
    public abstract string Name { get; }

    /// <summary>What the network computes, as the summary of its attribute.</summary>
    public abstract string Summary { get; }

    /// <summary>The settings that a declaration states.</summary>
    public abstract EquatableArray<Setting> Settings { get; }

    public string AttributeFullName => $"{Operation.AttributeNamespace}.{Name}Attribute";

    /// <summary>A conflict between settings that are each valid alone; null if there is none.</summary>
    public virtual Misfit? Check(IReadOnlyList<int> values) => null;

    /// <summary>The kernels, in the order of the data flow.</summary>
    public abstract IEnumerable<Part> Parts(IReadOnlyList<int> values);
}
