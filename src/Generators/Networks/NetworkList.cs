namespace Unmask.Generators.Networks;

/// <summary>Every network that the generator knows.</summary>
internal static class NetworkList
{
    public static IReadOnlyList<Network> All { get; } = [new TransformerNetwork(), new PerceptronNetwork()];
}
