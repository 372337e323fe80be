using Unmask.Generators.Operations;
using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Networks;

/// <summary>The transformer of Micro Diffusion, and the autoregressive one of microgpt: RMSNorm before every layer, no biases, GELU, four times the width inside.</summary>
internal sealed class TransformerNetwork : Network
{
    private const int MaxHeadSize = 256;

    public override string Name => "Transformer";

    public override string Summary =>
        "The kernels of a transformer: Embed [n, Slots] → [n, Slots, Width]; in each of Blocks blocks Normalize, ProjectQkv, Attend and Mix, then Normalize, Expand " +
        "to 4 · Width, Activate and Contract; at the end Normalize and ProjectLogits [n, Slots, Symbols]; CrossEntropy to train it. Each comes with its gradients.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Slots", "Slots of a row.", 64),
        new("Symbols", "Symbols that a slot can hold.", SoftmaxWriter.MaxSymbols),
        new("Width", "Elements of a slot's vector.", 2048, Multiple: BlockReduction.Block),
        new("Heads", "Heads of attention; they share out the width.", 64),
        new("Blocks", "Blocks, which are called with weights of their own.", 1024),
        Setting.Flag("Causal", "A slot sees itself and the slots before it only."),
        Setting.Flag("Packed", "ProjectQkv, Mix, Expand and Contract take weights in the order that their Pack makes: faster where the weights exceed the second-level cache."));

    public override Misfit? Check(IReadOnlyList<int> values)
    {
        (int width, int heads) = (values[2], values[3]);
        if (width % heads != 0)
            return new("Heads", $"is {heads}; it must divide 'Width', which is {width}");
        return width / heads > MaxHeadSize ? new("Heads", $"is {heads}; 'Width', which is {width}, needs at least {(width + MaxHeadSize - 1) / MaxHeadSize}") : null;
    }

    public override IEnumerable<Part> Parts(IReadOnlyList<int> values)
    {
        (int slots, int symbols, int width, int heads, int causal) = (values[0], values[1], values[2], values[3], values[5]);
        string packed = values[6] != 0 ? "Packed" : "";
        int hidden = 4 * width;
        return
        [
            new("Embed", OperationList.Find("Embedding"), slots, symbols, width),
            new("Normalize", OperationList.Find("RmsNorm"), width),
            new("ProjectQkv", OperationList.Find($"{packed}Projection"), width, 3 * width),
            new("Attend", OperationList.Find("Attention"), slots, heads, width / heads, causal),
            new("Mix", OperationList.Find($"{packed}ResidualProjection"), width, width),
            new("Expand", OperationList.Find($"{packed}Projection"), width, hidden),
            new("Activate", OperationList.Find("Gelu")),
            new("Contract", OperationList.Find($"{packed}ResidualProjection"), hidden, width),
            new("ProjectLogits", OperationList.Find("Projection"), width, symbols),
            new("CrossEntropy", OperationList.Find("SoftmaxCrossEntropy"), symbols),
        ];
    }
}
