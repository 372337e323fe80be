using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>The part of a <see cref="Linear"/> layer that some slots of some rows need, and its gradients.</summary>
/// <remarks>
/// A masked denoiser is asked for its masked slots only, and learns from them only: half of a batch's outputs, and other slots in every row. So each call takes one slot
/// and a list of rows. Every element is the same chain of multiply-adds as in the whole layer, without the terms that are zero there, so it is the same number; only a zero can have another sign.
/// Bias gradient and transposed weights are those of a <see cref="Linear"/> of the same shape.
/// </remarks>
internal sealed class SlotLinear : Operation
{
    public override string Name => "SlotLinear";

    public override string Summary =>
        "output [n, Slots, Symbols] = input [n, In] · weights [In, Slots, Symbols] + bias [Slots, Symbols], for one slot of the listed rows: what masked slots need of a Linear, which has the bias gradient and the transpose.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("In", "Inputs of a row.", 8192),
        new("Slots", "Slots of a row.", 64),
        new("Symbols", "Outputs of a slot.", 256));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("int", "slot", "Whose outputs are computed."),
        new("ReadOnlySpan<int>", "rows", "Numbers of rows [m], each below n, in any order: where they are computed."),
        new("ReadOnlySpan<float>", "input", "[n, In]."),
        new("ReadOnlySpan<float>", "weights", "[In, Slots, Symbols]."),
        new("ReadOnlySpan<float>", "bias", "[Slots, Symbols]."),
        new("Span<float>", "output", "[n, Slots, Symbols]; all other elements stay as they are."));

    public override KernelFacts Describe(Declaration declaration)
    {
        (int inputs, int slots, int symbols) = Shape(declaration);
        return new(
            $"output [n, {slots}, {symbols}] = input [n, {inputs}] · weights [{inputs}, {slots}, {symbols}] + bias, for one slot of listed rows",
            "slot of a row",
            Flops: 2L * inputs * symbols,
            Bytes: 4L * (inputs + 1) * symbols,
            PlanText.ListedProduct(symbols));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        (int inputs, int slots, int symbols) = Shape(declaration);
        string name = declaration.Name, access = declaration.Accessibility;
        int outputs = slots * symbols;
        var forward = new ListedProduct(name, symbols, $"{name}In", $"{name}In", $"{name}Out", $"{name}Out", HasBias: true);
        var backwardInput = new ListedProduct($"{name}BackwardInput", inputs, $"{name}Symbols", $"{name}Out", $"{name}In", $"{name}In", HasBias: false);

        writer.Lines($"{access} const int {name}In = {inputs}, {name}Slots = {slots}, {name}Symbols = {symbols}, {name}Out = {outputs};");
        writer.Lines().Lines("/// <summary>Blocks of weights for threads to share, and rows of weights in a block (the last one can have fewer).</summary>");
        writer.Lines($"{access} const int {name}Blocks = {(inputs + LinearTwins.BlockRows - 1) / LinearTwins.BlockRows}, {name}BlockRows = {LinearTwins.BlockRows};");
        writer.Lines();
        using (writer.OpenKernel(Header(declaration)))
        {
            WriteChecks(writer, name, ("input", $"{name}In"), ("output", $"{name}Out"));
            writer.Lines(
                $"""
                KernelArguments.Check(weights.Length, {name}In * {name}Out, nameof(weights));
                KernelArguments.Check(bias.Length, {name}Out, nameof(bias));
                ref float weights0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), slot * {name}Symbols);
                ref float bias0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(bias), slot * {name}Symbols);
                ref float output0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(output), slot * {name}Symbols);
                ref float input0 = ref MemoryMarshal.GetReference(input);
                """);
            ListedProductWriter.WriteDispatch(writer, forward);
        }

        ListedProductWriter.WriteBodies(writer, forward);

        writer.Lines().Lines($"/// <summary>inputGradient [n, {inputs}] += outputGradient [n, {slots}, {symbols}] · transposedWeights [{slots}, {symbols}, {inputs}], for one slot of rows that are listed once.</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardInput(int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient)"))
        {
            WriteChecks(writer, name, ("outputGradient", $"{name}Out"), ("inputGradient", $"{name}In"));
            writer.Lines(
                $"""
                KernelArguments.Check(transposedWeights.Length, {name}In * {name}Out, nameof(transposedWeights));
                ref float weights0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(transposedWeights), slot * {name}Symbols * {name}In);
                ref float input0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(outputGradient), slot * {name}Symbols);
                ref float output0 = ref MemoryMarshal.GetReference(inputGradient);
                """);
            ListedProductWriter.WriteDispatch(writer, backwardInput);
        }

        ListedProductWriter.WriteBodies(writer, backwardInput);

        writer.Lines().Lines($"/// <summary>One slot of one block of weightGradient [{inputs}, {slots}, {symbols}] = inputᵀ [{inputs}, n] · outputGradient [n, {slots}, {symbols}], over rows that are listed once.</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardWeights(int block, int slot, ReadOnlySpan<int> rows, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient)"))
        {
            WriteChecks(writer, name, ("input", $"{name}In"), ("outputGradient", $"{name}Out"), returnsIfEmpty: false);
            writer.Lines(
                $"""
                KernelArguments.Check(weightGradient.Length, {name}In * {name}Out, nameof(weightGradient));
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint){name}Blocks, nameof(block));
                int first = block * {name}BlockRows;
                int blockRows = Math.Min({name}BlockRows, {name}In - first);
                ref float input0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(input), first);
                ref float gradient0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(outputGradient), slot * {name}Symbols);
                ref float output0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(weightGradient), first * {name}Out + slot * {name}Symbols);
                """);
            RowLoops.WriteDispatch(writer, $"{name}BackwardWeights", "ref rows0, rows.Length, ref input0, ref gradient0, ref output0, blockRows");
        }

        ListedProductWriter.WriteGradientBodies(writer, name, symbols);
    }

    private (int Inputs, int Slots, int Symbols) Shape(Declaration declaration) =>
        (Value(declaration, "In"), Value(declaration, "Slots"), Value(declaration, "Symbols"));

    /// <summary>Checks the slot, the list and the two matrices with a row for each of n.</summary>
    private static void WriteChecks(CodeWriter writer, string name, (string Name, string Columns) first, (string Name, string Columns) second, bool returnsIfEmpty = true)
    {
        writer.Lines(
            $"""
            int count = KernelArguments.Rows({first.Name}.Length, {first.Columns}, nameof({first.Name}));
            KernelArguments.Check({second.Name}.Length, count * {second.Columns}, nameof({second.Name}));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint){name}Slots, nameof(slot));
            KernelArguments.CheckRows(rows, count, nameof(rows));
            """);
        if (returnsIfEmpty)
            writer.Lines("if (rows.IsEmpty)").Lines("    return;");
        writer.Lines("ref int rows0 = ref MemoryMarshal.GetReference(rows);");
    }
}
