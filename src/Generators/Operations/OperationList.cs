namespace Unmask.Generators.Operations;

/// <summary>Every operation that the generator knows.</summary>
internal static class OperationList
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new Linear(),
        new SlotLinear(),
        new Projection(residual: false),
        new Projection(residual: true),
        new Projection(residual: false, isPacked: true),
        new Projection(residual: true, isPacked: true),
        new RowGather(),
        new Embedding(),
        new Relu(),
        new Gelu(),
        new RmsNorm(),
        new Attention(),
        new Softmax(),
        new SoftmaxCrossEntropy(),
        new TopK(),
        new AdamW(),
    ];

    /// <summary>The operation of this name.</summary>
    public static Operation Find(string name) => All.First(operation => operation.Name == name);
}
