using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>
/// A linear layer whose input is a one-hot row and the time: each slot's symbol picks one row of weights, and the rows are added.
/// </summary>
/// <remarks>
/// The sum is a fixed tree: (bias + time · last row) + ((group 0 + group 1) + …), where a group adds four slots in order. A changed slot
/// therefore changes one group only, and updating that group gives the same bits as computing everything afresh.
/// </remarks>
internal sealed class RowGather : Operation
{
    private const int GroupSlots = 4;

    public override string Name => "RowGather";

    public override string Summary =>
        "output [n, Out] = bias [Out] + time · weights[Slots · Symbols] + Σ over slots of weights[slot · Symbols + symbol]: a linear layer on one-hot rows.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Slots", "Slots of a row.", 64),
        new("Symbols", "Symbols that a slot can hold.", 256),
        new("Out", "Outputs of a row.", 8192));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<byte>", "rows"),
        new("float", "time"),
        new("ReadOnlySpan<float>", "weights"),
        new("ReadOnlySpan<float>", "bias"),
        new("Span<float>", "output"));

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), symbols = Value(declaration, "Symbols"), outputs = Value(declaration, "Out");
        string name = declaration.Name, access = declaration.Accessibility;
        writer.Lines(
            $"""
            // RowGather: output [n, {outputs}] = bias [{outputs}] + time · weights[{slots * symbols}] + Σ over {slots} slots of weights[slot · {symbols} + symbol]
            // A row takes {(long)(slots + 2) * outputs:N0} floating-point operations and reads {4L * (slots + 2) * outputs:N0} bytes of weights.
            {access} const int {name}Slots = {slots}, {name}Symbols = {symbols}, {name}Out = {outputs};

            """);
        using (writer.Open(Header(declaration)))
        {
            writer.Lines(
                $"""
                int count = KernelArguments.Rows(rows.Length, {name}Slots, nameof(rows));
                KernelArguments.CheckSymbols(rows, {name}Symbols, nameof(rows));
                KernelArguments.Check(weights.Length, ({name}Slots * {name}Symbols + 1) * {name}Out, nameof(weights));
                KernelArguments.Check(bias.Length, {name}Out, nameof(bias));
                KernelArguments.Check(output.Length, count * {name}Out, nameof(output));
                ref byte rows0 = ref MemoryMarshal.GetReference(rows);
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float bias0 = ref MemoryMarshal.GetReference(bias);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            RowLoops.WriteDispatch(writer, name, "ref rows0, time, ref weights0, ref bias0, ref output0, count");
        }

        foreach (Lane lane in Lane.All)
        {
            writer.Lines();
            WriteForward(writer, name, slots, outputs, lane);
        }

        writer.Lines().Lines($"/// <summary>The gradient of one slot's rows of weights: weightGradient [{symbols}, {outputs}] = the output gradients, summed by symbol in row order.</summary>");
        using (writer.Open($"{access} static void {name}BackwardWeights(int slot, ReadOnlySpan<byte> rows, ReadOnlySpan<float> outputGradient, Span<float> weightGradient)"))
        {
            writer.Lines(
                $"""
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)slot, (uint){name}Slots, nameof(slot));
                int count = KernelArguments.Rows(rows.Length, {name}Slots, nameof(rows));
                KernelArguments.CheckSymbols(rows, {name}Symbols, nameof(rows));
                KernelArguments.Check(outputGradient.Length, count * {name}Out, nameof(outputGradient));
                KernelArguments.Check(weightGradient.Length, {name}Symbols * {name}Out, nameof(weightGradient));
                weightGradient.Clear();
                ref byte symbol0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), slot);
                ref float gradient0 = ref MemoryMarshal.GetReference(outputGradient);
                ref float weights0 = ref MemoryMarshal.GetReference(weightGradient);
                """);
            RowLoops.WriteDispatch(writer, $"{name}BackwardWeights", "ref symbol0, ref gradient0, ref weights0, count");
        }

        foreach (Lane lane in Lane.All)
        {
            writer.Lines();
            WriteBackward(writer, name, outputs, lane);
        }

        writer.Lines().Lines($"/// <summary>biasGradient [{outputs}] = the sum of the rows of outputGradient [n, {outputs}]; time times it is the time row's gradient.</summary>");
        RowSumWriter.Write(writer, access, $"{name}BackwardBias", outputs, $"{name}Out");
    }

    private static void WriteForward(CodeWriter writer, string name, int slots, int outputs, Lane lane)
    {
        using (writer.Open($"private static void {name}{lane.Suffix}(ref byte symbols, float time, ref float weights, ref float bias, ref float y, int count)"))
        {
            writer.Lines($"ref float t = ref Unsafe.Add(ref weights, {name}Slots * {name}Symbols * {name}Out);");
            using (writer.Open($"for (int row = 0; row < count; row++, symbols = ref Unsafe.Add(ref symbols, {name}Slots), y = ref Unsafe.Add(ref y, {name}Out))"))
            {
                for (int slot = 0; slot < slots; slot++)
                    writer.Lines($"ref float w{slot} = ref Unsafe.Add(ref weights, ({slot} * {name}Symbols + Unsafe.Add(ref symbols, {slot})) * {name}Out);");
                RowLoops.Write(writer, outputs, lane, (column, part) =>
                {
                    string sum = string.Join(" + ", Enumerable.Range(0, (slots + GroupSlots - 1) / GroupSlots).Select(group =>
                        "(" + string.Join(" + ", Enumerable.Range(group * GroupSlots, Math.Min(GroupSlots, slots - (group * GroupSlots)))
                            .Select(slot => part.Load($"w{slot}", column))) + ")"));
                    string start = part.MultiplyAdd(part.Broadcast("time"), part.Load("t", column), part.Load("bias", column));
                    writer.Lines(part.Store($"({start} + ({sum}))", "y", column));
                });
            }
        }
    }

    private static void WriteBackward(CodeWriter writer, string name, int outputs, Lane lane)
    {
        using (writer.Open($"private static void {name}BackwardWeights{lane.Suffix}(ref byte symbol, ref float g, ref float weights, int count)"))
        using (writer.Open($"for (int row = 0; row < count; row++, symbol = ref Unsafe.Add(ref symbol, {name}Slots), g = ref Unsafe.Add(ref g, {name}Out))"))
        {
            writer.Lines($"ref float w = ref Unsafe.Add(ref weights, symbol * {name}Out);");
            RowLoops.Write(writer, outputs, lane, (column, part) =>
                writer.Lines(part.Store($"({part.Load("w", column)} + {part.Load("g", column)})", "w", column)));
        }
    }
}
