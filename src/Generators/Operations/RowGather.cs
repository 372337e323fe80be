using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>
/// A linear layer whose input is a one-hot row: each slot's symbol picks one row of weights, and the rows are added.
/// </summary>
/// <remarks>
/// The sum is a fixed tree: bias + ((group 0 + group 1) + …), where a group adds four slots in order. A changed slot therefore changes one
/// group only, and updating that group gives the same bits as a full computation.
/// </remarks>
internal sealed class RowGather : Operation
{
    private const int GroupSlots = 4;

    /// <summary>How many rows of a batch are sorted by symbol at a time: their list stays on the stack.</summary>
    private const int MaxChained = 256;

    public override string Name => "RowGather";

    public override string Summary =>
        "output [n, Out] = bias [Out] + Σ over slots of weights[slot · Symbols + symbol]: a linear layer on one-hot rows.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Slots", "Slots of a row.", 64),
        new("Symbols", "Symbols that a slot can hold.", 256),
        new("Out", "Outputs of a row.", 8192),
        Relu.Flag);

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<byte>", "rows", "Symbols [n, Slots]."),
        new("ReadOnlySpan<float>", "weights", "[Slots · Symbols, Out]."),
        new("ReadOnlySpan<float>", "bias", "[Out]."),
        new("Span<float>", "output", "[n, Out]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), symbols = Value(declaration, "Symbols"), outputs = Value(declaration, "Out"), relu = Value(declaration, Relu.Flag.Name);
        return new(
            $"output [n, {outputs}] = {Relu.Around($"bias [{outputs}] + Σ over {slots} slots of weights[slot · {symbols} + symbol] [{slots * symbols}, {outputs}]", relu)}",
            "row",
            Flops: (long)(slots + relu) * outputs,
            Bytes: 4L * (slots + 1) * outputs,
            PlanText.Row(outputs));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), symbols = Value(declaration, "Symbols"), outputs = Value(declaration, "Out");
        string name = declaration.Name, access = declaration.Accessibility;
        bool hasRelu = Value(declaration, Relu.Flag.Name) != 0;
        writer.Lines(
            $"""
            {access} const int {name}Slots = {slots}, {name}Symbols = {symbols}, {name}Out = {outputs};

            /// <summary>Groups of slots whose sums <see cref="{name}Update"/> keeps, and slots in a group (the last one can have fewer).</summary>
            {access} const int {name}Groups = {Groups(slots)}, {name}GroupSlots = {GroupSlots};

            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $"""
                int count = KernelArguments.Rows(rows.Length, {name}Slots, nameof(rows));
                KernelArguments.CheckSymbols(rows, {name}Symbols, nameof(rows));
                KernelArguments.Check(weights.Length, {name}Slots * {name}Symbols * {name}Out, nameof(weights));
                KernelArguments.Check(bias.Length, {name}Out, nameof(bias));
                KernelArguments.Check(output.Length, count * {name}Out, nameof(output));
                ref byte rows0 = ref MemoryMarshal.GetReference(rows);
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float bias0 = ref MemoryMarshal.GetReference(bias);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            RowLoops.WriteDispatch(writer, name, "ref rows0, ref weights0, ref bias0, ref output0, count");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            WriteForward(writer, name, slots, outputs, lane, hasRelu);
        }

        WriteUpdate(writer, access, name, slots, outputs, hasRelu);

        writer.Lines().Lines($"/// <summary>The gradient of one slot's rows of weights: weightGradient [{symbols}, {outputs}] = the output gradients, summed by symbol in row order.</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardWeights(int slot, ReadOnlySpan<byte> rows, ReadOnlySpan<float> outputGradient, Span<float> weightGradient)"))
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

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            WriteBackward(writer, name, outputs, lane);
        }

        writer.Lines().Lines($"/// <summary>biasGradient [{outputs}] = the sum of the rows of outputGradient [n, {outputs}].</summary>");
        RowSumWriter.Write(writer, access, $"{name}BackwardBias", outputs, $"{name}Out");
    }

    private static int Groups(int slots) => (slots + GroupSlots - 1) / GroupSlots;

    private static IEnumerable<int> SlotsOf(int group, int slots) =>
        Enumerable.Range(group * GroupSlots, Math.Min(GroupSlots, slots - (group * GroupSlots)));

    private static string GroupSum(int group, int slots, Lane part, string column) =>
        string.Join(" + ", SlotsOf(group, slots).Select(slot => part.Load($"w{slot}", column)));

    private static string RowReference(string name, int slot) =>
        $"ref float w{slot} = ref Unsafe.Add(ref weights, ({slot} * {name}Symbols + Unsafe.Add(ref symbols, {slot})) * {name}Out);";

    private static void WriteForward(CodeWriter writer, string name, int slots, int outputs, Lane lane, bool hasRelu)
    {
        using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref byte symbols, ref float weights, ref float bias, ref float y, int count)"))
        using (writer.Open($"for (int row = 0; row < count; row++, symbols = ref Unsafe.Add(ref symbols, {name}Slots), y = ref Unsafe.Add(ref y, {name}Out))"))
        {
            for (int slot = 0; slot < slots; slot++)
                writer.Lines(RowReference(name, slot));
            RowLoops.Write(writer, outputs, lane, (column, part) =>
            {
                string sum = string.Join(" + ", Enumerable.Range(0, Groups(slots)).Select(group => $"({GroupSum(group, slots, part, column)})"));
                writer.Lines(part.Store($"{(hasRelu ? "VectorMath.Relu" : "")}({part.Load("bias", column)} + ({sum}))", "y", column));
            });
        }
    }

    private static void WriteUpdate(CodeWriter writer, string access, string name, int slots, int outputs, bool hasRelu)
    {
        writer.Lines().Lines(
            $"""
            /// <summary>
            /// The same for one row of which only some slots have changed: computes the groups whose bits are set in <paramref name="changed"/>, keeps
            /// them in <paramref name="groupSums"/> [{Groups(slots)}, {outputs}], and adds all groups up. The result has the bits of <see cref="{name}"/>.
            /// </summary>
            """);
        using (writer.OpenKernel($"{access} static void {name}Update(ReadOnlySpan<byte> row, uint changed, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> groupSums, Span<float> output)"))
        {
            writer.Lines(
                $"""
                KernelArguments.Check(row.Length, {name}Slots, nameof(row));
                KernelArguments.CheckSymbols(row, {name}Symbols, nameof(row));
                KernelArguments.Check(weights.Length, {name}Slots * {name}Symbols * {name}Out, nameof(weights));
                KernelArguments.Check(bias.Length, {name}Out, nameof(bias));
                KernelArguments.Check(groupSums.Length, {name}Groups * {name}Out, nameof(groupSums));
                KernelArguments.Check(output.Length, {name}Out, nameof(output));
                ref byte row0 = ref MemoryMarshal.GetReference(row);
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float bias0 = ref MemoryMarshal.GetReference(bias);
                ref float groups0 = ref MemoryMarshal.GetReference(groupSums);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Update", "ref row0, changed, ref weights0, ref bias0, ref groups0, ref output0");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}Update{lane.Suffix}(ref byte symbols, uint changed, ref float weights, ref float bias, ref float groups, ref float y)"))
            {
                for (int group = 0; group < Groups(slots); group++)
                {
                    using (writer.Open($"if ((changed & {1u << group}u) != 0)"))
                    {
                        foreach (int slot in SlotsOf(group, slots))
                            writer.Lines(RowReference(name, slot));
                        writer.Lines($"ref float sum = ref Unsafe.Add(ref groups, {group} * {name}Out);");
                        RowLoops.Write(writer, outputs, lane, (column, part) =>
                            writer.Lines(part.Store($"({GroupSum(group, slots, part, column)})", "sum", column)));
                    }
                }

                for (int group = 0; group < Groups(slots); group++)
                    writer.Lines($"ref float g{group} = ref Unsafe.Add(ref groups, {group} * {name}Out);");
                RowLoops.Write(writer, outputs, lane, (column, part) =>
                {
                    string sum = string.Join(" + ", Enumerable.Range(0, Groups(slots)).Select(group => part.Load($"g{group}", column)));
                    writer.Lines(part.Store($"{(hasRelu ? "VectorMath.Relu" : "")}({part.Load("bias", column)} + ({sum}))", "y", column));
                });
            }
        }
    }

    /// <summary>
    /// The rows are linked by symbol, some at a time and in ascending order, so that each symbol's sum stays in registers.
    /// </summary>
    private static void WriteBackward(CodeWriter writer, string name, int outputs, Lane lane)
    {
        writer.SkipLocalsInit();
        using (writer.OpenKernel($"private static void {name}BackwardWeights{lane.Suffix}(ref byte symbols, ref float gradients, ref float weights, int count)"))
        {
            writer.Lines($"const int MaxChained = {MaxChained}, None = -1;");
            writer.Lines($"Span<int> first = stackalloc int[{name}Symbols], next = stackalloc int[MaxChained];");
            using (writer.Open("for (int done = 0; done < count; done += MaxChained)"))
            {
                writer.Lines(
                    $$"""
                    first.Fill(None);
                    for (int row = Math.Min(MaxChained, count - done) - 1; row >= 0; row--)
                    {
                        int symbol = Unsafe.Add(ref symbols, (done + row) * {{name}}Slots);
                        next[row] = first[symbol];
                        first[symbol] = row;
                    }

                    ref float g = ref Unsafe.Add(ref gradients, done * {{name}}Out);
                    """);
                using (writer.Open($"for (int symbol = 0; symbol < {name}Symbols; symbol++)"))
                {
                    writer.Lines("if (first[symbol] == None)").Lines("    continue;");
                    foreach (Panel panel in Columns.Panels(Columns.Split(outputs, lane), Math.Min(16, lane.Budget)))
                    {
                        using (writer.Open($"for (int column = {panel.Offset}; column < {panel.End}; column += {panel.Width})"))
                            WriteSymbolSum(writer, name, panel);
                    }
                }
            }
        }
    }

    private static void WriteSymbolSum(CodeWriter writer, string name, Panel panel)
    {
        writer.Lines($"ref float w = ref Unsafe.Add(ref weights, symbol * {name}Out + column);");
        for (int s = 0; s < panel.Segments.Count; s++)
            writer.Lines($"{panel.Segments[s].Lane.Type} c{s} = {panel.Segments[s].Lane.Load("w", $"{panel.Segments[s].Offset}")};");
        using (writer.Open("for (int row = first[symbol]; row != None; row = next[row])"))
        {
            writer.Lines($"ref float x = ref Unsafe.Add(ref g, row * {name}Out + column);");
            for (int s = 0; s < panel.Segments.Count; s++)
                writer.Lines($"c{s} += {panel.Segments[s].Lane.Load("x", $"{panel.Segments[s].Offset}")};");
        }

        for (int s = 0; s < panel.Segments.Count; s++)
            writer.Lines(panel.Segments[s].Lane.Store($"c{s}", "w", $"{panel.Segments[s].Offset}"));
    }
}
