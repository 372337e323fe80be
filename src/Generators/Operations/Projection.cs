using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>output = input · weights for any number of rows, with or without a residual to add to, and its gradients.</summary>
/// <remarks>
/// Outputs lie side by side in a vector, and rows below each other in a tile. With slots side by side, every multiply-add would need its own
/// load of a weight for all slots, and processors with two full-width units can load no faster: 92 % of their peak instead of 98.
/// The residual costs nothing: the accumulators start from it. Its gradient is the output's gradient. The weights' gradient is added to the
/// target, so that a batch can be differentiated in parts that stay in the cache.
/// Packed weights are read from front to back, not a few columns of every row at a time. That pays where all weights of a network exceed the second-level cache:
/// the processor then loads ahead of what is read. The order depends on the processor's vectors, so it is made at run time.
/// </remarks>
internal sealed class Projection(bool residual, bool isPacked = false) : Operation
{
    public override string Name => $"{(isPacked ? "Packed" : "")}{(residual ? "ResidualProjection" : "Projection")}";

    public override string Summary => (residual
        ? "output [n, Out] = residual [n, Out] + input [n, In] · weights [In, Out]. output can be residual."
        : "output [n, Out] = input [n, In] · weights [In, Out].")
        + (isPacked ? " The weights are in the order that its Pack makes, which differs between processors; best for several rows at a time." : "");

    public override EquatableArray<Setting> Settings { get; } = new(
        new("In", "Inputs of a row.", 8192),
        new("Out", "Outputs of a row.", 8192));

    public override EquatableArray<Parameter> Parameters { get; } = residual
        ? new(
            new("ReadOnlySpan<float>", "input", "[n, In]."),
            new("ReadOnlySpan<float>", "weights", isPacked ? "[In, Out], packed." : "[In, Out]."),
            new("ReadOnlySpan<float>", "residual", "[n, Out]."),
            new("Span<float>", "output", "[n, Out]."))
        : new(
            new("ReadOnlySpan<float>", "input", "[n, In]."),
            new("ReadOnlySpan<float>", "weights", isPacked ? "[In, Out], packed." : "[In, Out]."),
            new("Span<float>", "output", "[n, Out]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int inputs = Value(declaration, "In"), outputs = Value(declaration, "Out");
        return new(
            $"output [n, {outputs}] = {(residual ? $"residual [n, {outputs}] + " : "")}input [n, {inputs}] · {(isPacked ? "packed " : "")}weights [{inputs}, {outputs}]",
            "row",
            Flops: 2L * inputs * outputs,
            Bytes: 4L * inputs * outputs,
            PlanText.Product(outputs, overlaps: !residual, isPacked));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int inputs = Value(declaration, "In"), outputs = Value(declaration, "Out");
        string name = declaration.Name;
        var twins = new LinearTwins(writer, declaration.Accessibility, name, inputs, outputs);
        var forward = new Product(name, outputs, $"{name}In", $"{name}In", "1", $"{name}Out", $"{name}Out", HasResidual: residual, IsPacked: isPacked);

        twins.WriteConstants();
        writer.Lines();
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(input.Length, {name}In, nameof(input));
                KernelArguments.Check(weights.Length, {name}In * {name}Out, nameof(weights));
                KernelArguments.Check(output.Length, rows * {name}Out, nameof(output));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            if (residual)
            {
                writer.Lines(
                    """
                    KernelArguments.Check(residual.Length, output.Length, nameof(residual));
                    ref float residual0 = ref MemoryMarshal.GetReference(residual);
                    """);
            }

            ProductWriter.WriteDispatch(writer, forward);
        }

        ProductWriter.WriteBodies(writer, forward);
        twins.WriteBackwardInput();
        twins.WriteBackwardWeights();
        twins.WriteTranspose();
        if (isPacked)
            twins.WritePack(forward);
    }
}
