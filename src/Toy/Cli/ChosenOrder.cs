using Unmask.Model.Diffusion;

namespace Unmask.Toy.Cli;

/// <summary>A reveal order as it is asked for on the command line: by its name, or as a list of slots.</summary>
internal sealed record ChosenOrder(IRevealOrder Order, SlotSequence Sequence)
{
    /// <summary>What can be asked for by name: all but the player's own, which is its list.</summary>
    public static string[] Names { get; } = [.. RevealOrders.All.Where(order => order != RevealOrders.Own).Select(order => order.Name)];
}
