using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Networks;

/// <summary>Micro Diffusion's perceptrons: one-hot symbols → ReLU units → logits of all slots, optionally with a residual layer in between.</summary>
internal sealed class PerceptronNetwork : Network
{
    public override string Name => "Perceptron";

    public override string Summary =>
        "The kernels of a perceptron over one-hot symbols: Gather [n, Slots] → [n, Units], with Residual also Mix [n, Units] → [n, Units], both with their ReLU, and Project " +
        "[n, Slots · Symbols], ProjectSlot for single slots of some rows; CrossEntropy to train it. Each comes with its gradients, the ReLU's as ActivateBackward.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Slots", "Slots of a row.", 64),
        new("Symbols", "Symbols that a slot can hold.", SoftmaxWriter.MaxSymbols),
        new("Units", "Hidden units of a row.", 8192),
        Setting.Flag("Residual", "A second layer of as many units, whose output is added to the first one's."));

    public override IEnumerable<Part> Parts(IReadOnlyList<int> values)
    {
        (int slots, int symbols, int units) = (values[0], values[1], values[2]);
        yield return new("Gather", OperationList.Find("RowGather"), slots, symbols, units, FusionPlan.FusesWithRowSum(Neighbour.Relu) ? 1 : 0);
        yield return new("Activate", OperationList.Find("Relu"), units);
        // The output of a ReLU has zeros to skip.
        if (values[3] != 0)
            yield return new("Mix", OperationList.Find("Linear"), units, units, 1, FusionPlan.FusesWithProduct(Neighbour.Relu, units) ? 1 : 0);
        yield return new("Project", OperationList.Find("Linear"), units, slots * symbols, 1, 0);
        yield return new("ProjectSlot", OperationList.Find("SlotLinear"), units, slots, symbols);
        yield return new("CrossEntropy", OperationList.Find("SoftmaxCrossEntropy"), symbols);
    }
}
