namespace Unmask.Generators.Operations;

/// <summary>Every operation that the generator knows.</summary>
internal static class OperationList
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new Linear(),
        new RowGather(),
        new Relu(),
        new Softmax(),
        new SoftmaxCrossEntropy(),
        new AdamW(),
    ];
}
