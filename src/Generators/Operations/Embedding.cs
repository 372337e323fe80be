using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>The vector of each slot's symbol plus the vector of the slot itself, and the scatter-add of its gradient.</summary>
internal sealed class Embedding : Operation
{
    public override string Name => "Embedding";

    public override string Summary =>
        "output [n, Slots, Width] = symbolVectors [Symbols, Width] of each slot's symbol + slotVectors [Slots, Width].";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Slots", "Slots of a row.", 64),
        new("Symbols", "Symbols that a slot can hold.", 256),
        new("Width", "Elements of a vector.", 8192));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<byte>", "rows", "Symbols [n, Slots]."),
        new("ReadOnlySpan<float>", "symbolVectors", "[Symbols, Width]."),
        new("ReadOnlySpan<float>", "slotVectors", "[Slots, Width]."),
        new("Span<float>", "output", "[n, Slots, Width]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), symbols = Value(declaration, "Symbols"), width = Value(declaration, "Width");
        return new(
            $"output [n, {slots}, {width}] = symbolVectors [{symbols}, {width}] of each slot's symbol + slotVectors [{slots}, {width}]",
            "row",
            Flops: (long)slots * width,
            Bytes: 8L * slots * width,
            PlanText.Row(width));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), symbols = Value(declaration, "Symbols"), width = Value(declaration, "Width");
        string name = declaration.Name, access = declaration.Accessibility;
        writer.Lines(
            $"""
            {access} const int {name}Slots = {slots}, {name}Symbols = {symbols}, {name}Width = {width};

            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            WriteChecks(writer, name, "symbolVectors", "slotVectors", "output");
            RowLoops.WriteDispatch(writer, name, "ref rows0, ref symbolVectors0, ref slotVectors0, ref output0, count");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref byte rows, ref float symbols, ref float slots, ref float y, int count)"))
            using (OpenLoops(writer, name, "y"))
            {
                RowLoops.Write(writer, width, lane, (column, part) =>
                    writer.Lines(part.Store($"({part.Load("symbol", column)} + {part.Load("place", column)})", "y", column)));
            }
        }

        writer.Lines().Lines("/// <summary>Adds the gradients of the symbols' and of the slots' vectors to what is there, row by row.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Backward(ReadOnlySpan<byte> rows, ReadOnlySpan<float> outputGradient, Span<float> symbolGradient, Span<float> slotGradient)"))
        {
            WriteChecks(writer, name, "symbolGradient", "slotGradient", "outputGradient");
            RowLoops.WriteDispatch(writer, $"{name}Backward", "ref rows0, ref symbolGradient0, ref slotGradient0, ref outputGradient0, count");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}Backward{lane.Suffix}(ref byte rows, ref float symbols, ref float slots, ref float g, int count)"))
            using (OpenLoops(writer, name, "g"))
            {
                RowLoops.Write(writer, width, lane, (column, part) =>
                {
                    writer.Lines(part.Store($"({part.Load("symbol", column)} + {part.Load("g", column)})", "symbol", column));
                    writer.Lines(part.Store($"({part.Load("place", column)} + {part.Load("g", column)})", "place", column));
                });
            }
        }
    }

    private static void WriteChecks(CodeWriter writer, string name, string symbols, string slots, string output) => writer.Lines(
        $"""
        int count = KernelArguments.Rows(rows.Length, {name}Slots, nameof(rows));
        KernelArguments.CheckSymbols(rows, {name}Symbols, nameof(rows));
        KernelArguments.Check({symbols}.Length, {name}Symbols * {name}Width, nameof({symbols}));
        KernelArguments.Check({slots}.Length, {name}Slots * {name}Width, nameof({slots}));
        KernelArguments.Check({output}.Length, rows.Length * {name}Width, nameof({output}));
        ref byte rows0 = ref MemoryMarshal.GetReference(rows);
        ref float {symbols}0 = ref MemoryMarshal.GetReference({symbols});
        ref float {slots}0 = ref MemoryMarshal.GetReference({slots});
        ref float {output}0 = ref MemoryMarshal.GetReference({output});
        """);

    /// <summary>Opens a loop over all slots of all rows, with the symbol's vector, the slot's vector and <paramref name="value"/> as locals.</summary>
    private static CodeWriter.Block OpenLoops(CodeWriter writer, string name, string value)
    {
        CodeWriter.Block block = writer.Open($"for (int slot = 0, i = 0; i < count * {name}Slots; i++, slot = slot + 1 == {name}Slots ? 0 : slot + 1, {value} = ref Unsafe.Add(ref {value}, {name}Width))");
        writer.Lines($"ref float symbol = ref Unsafe.Add(ref symbols, Unsafe.Add(ref rows, i) * {name}Width);");
        writer.Lines($"ref float place = ref Unsafe.Add(ref slots, slot * {name}Width);");
        return block;
    }
}
