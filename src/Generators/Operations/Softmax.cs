using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>Probabilities over the allowed symbols of each slot.</summary>
internal sealed class Softmax : Operation
{
    public override string Name => "Softmax";

    public override string Summary =>
        "probabilities [n, Symbols] = softmax(scale · logits [n, Symbols]) over the symbols whose bits are set in allowed [n]; the others get 0.";

    public override EquatableArray<Setting> Settings { get; } = new(new Setting("Symbols", "Symbols of a slot.", SoftmaxWriter.MaxSymbols));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "logits", "[n, Symbols]."),
        new("ReadOnlySpan<ulong>", "allowed", "A bit for each symbol, the lowest for the first: [n]."),
        new("float", "scale", "Multiplies the logits: 1 / temperature."),
        new("Span<float>", "probabilities", "[n, Symbols]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int symbols = Value(declaration, "Symbols");
        return new(
            $"probabilities [n, {symbols}] = softmax(scale · logits [n, {symbols}]) over the allowed symbols",
            "slot",
            Flops: symbols * SoftmaxWriter.FlopsPerSymbol,
            Bytes: 8L * symbols,
            ["blocks of 16 symbols in registers, the last one ending with the slot"]);
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int symbols = Value(declaration, "Symbols");
        string name = declaration.Name, constant = $"{name}Symbols";
        writer.Lines(
            $"""
            // scale is one over the temperature. A NaN among a slot's allowed logits makes all its probabilities NaN.
            {declaration.Accessibility} const int {constant} = {symbols};

            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $$"""
                int slots = KernelArguments.Rows(logits.Length, {{constant}}, nameof(logits));
                KernelArguments.Check(allowed.Length, slots, nameof(allowed));
                KernelArguments.Check(probabilities.Length, logits.Length, nameof(probabilities));
                foreach (ulong bits in allowed)
                {
                    if ((bits & ulong.MaxValue >> (64 - {{constant}})) == 0)
                        KernelArguments.Throw("A slot allows no symbol.", nameof(allowed));
                }

                ref float logits0 = ref MemoryMarshal.GetReference(logits);
                ref ulong allowed0 = ref MemoryMarshal.GetReference(allowed);
                ref float probabilities0 = ref MemoryMarshal.GetReference(probabilities);
                """);
            RowLoops.WriteDispatch(writer, name, "ref logits0, ref allowed0, scale, ref probabilities0, slots");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines().SkipLocalsInit();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref ulong allowed, float scale, ref float y, int slots)"))
            {
                var softmax = new SoftmaxWriter(writer, symbols, lane);
                softmax.WriteBuffer();
                using (writer.Open($"for (int slot = 0; slot < slots; slot++, x = ref Unsafe.Add(ref x, {constant}), y = ref Unsafe.Add(ref y, {constant}))"))
                {
                    writer.Lines($"ulong bits = Unsafe.Add(ref allowed, slot) & ulong.MaxValue >> (64 - {constant});");
                    softmax.WriteExponentials("scale");
                    softmax.WriteResult("y", term => $"{term} / {lane.Broadcast("sum")}");
                }
            }
        }
    }
}
