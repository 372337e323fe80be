using Unmask.Model.Diffusion;

namespace Unmask.Toy.Cli;

/// <summary>A reveal order on the command line: a name, or a list of slots.</summary>
internal sealed record ChosenOrder(IRevealOrder Order, SlotSequence Sequence)
{
    /// <summary>The names of all orders except the player's own, which is given as a list.</summary>
    public static string[] Names { get; } = [.. RevealOrders.All.Where(order => order != RevealOrders.Own).Select(order => order.Name)];
}
