using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>output = input · weights + bias for any number of rows, and its three gradients.</summary>
internal sealed class Linear : Operation
{
    public override string Name => "Linear";

    public override string Summary => "output [n, Out] = input [n, In] · weights [In, Out] + bias [Out].";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("In", "Inputs of a row.", 8192),
        new("Out", "Outputs of a row.", 8192),
        Setting.Flag("SkipZeros", "A single row leaves out its zero inputs: pays after a ReLU. The result is the same."),
        Relu.Flag);

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "input", "[n, In]."),
        new("ReadOnlySpan<float>", "weights", "[In, Out]."),
        new("ReadOnlySpan<float>", "bias", "[Out]."),
        new("Span<float>", "output", "[n, Out]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int inputs = Value(declaration, "In"), outputs = Value(declaration, "Out"), relu = Value(declaration, Relu.Flag.Name);
        return new(
            $"output [n, {outputs}] = {Relu.Around($"input [n, {inputs}] · weights [{inputs}, {outputs}] + bias [{outputs}]", relu)}",
            "row",
            Flops: ((2L * inputs) + relu) * outputs,
            Bytes: 4L * (inputs + 1) * outputs,
            PlanText.Product(outputs));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int inputs = Value(declaration, "In"), outputs = Value(declaration, "Out");
        string name = declaration.Name, access = declaration.Accessibility;
        var twins = new LinearTwins(writer, access, name, inputs, outputs);
        var forward = new Product(name, outputs, $"{name}In", $"{name}In", "1", $"{name}Out", $"{name}Out",
            HasBias: true, SkipsZeros: Value(declaration, "SkipZeros") != 0, HasRelu: Value(declaration, Relu.Flag.Name) != 0);

        twins.WriteConstants();
        twins.WriteBlockConstants();
        writer.Lines();
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(input.Length, {name}In, nameof(input));
                KernelArguments.Check(weights.Length, {name}In * {name}Out, nameof(weights));
                KernelArguments.Check(bias.Length, {name}Out, nameof(bias));
                KernelArguments.Check(output.Length, rows * {name}Out, nameof(output));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float bias0 = ref MemoryMarshal.GetReference(bias);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            ProductWriter.WriteDispatch(writer, forward);
        }

        ProductWriter.WriteBodies(writer, forward);
        twins.WriteBackwardInput();
        twins.WriteBlockBackwardWeights();
        writer.Lines().Lines($"/// <summary>biasGradient [{outputs}] = the sum of the rows of outputGradient [n, {outputs}].</summary>");
        RowSumWriter.Write(writer, access, $"{name}BackwardBias", outputs, $"{name}Out");
        twins.WriteBlockTranspose();
    }
}
