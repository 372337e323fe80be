using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>The weighted cross-entropy of each slot's target, and its gradient with respect to the logits.</summary>
internal sealed class SoftmaxCrossEntropy : Operation
{
    public override string Name => "SoftmaxCrossEntropy";

    public override string Summary =>
        "losses [n] = lossWeight · −ln p(target) with p = softmax(logits [n, Symbols]) over the allowed symbols, and logitGradient [n, Symbols] = lossWeight · (p − one-hot target). logitGradient can be logits.";

    public override EquatableArray<Setting> Settings { get; } = new(new Setting("Symbols", "Symbols of a slot.", SoftmaxWriter.MaxSymbols));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "logits", "[n, Symbols]."),
        new("ReadOnlySpan<byte>", "targets", "Symbols [n]."),
        new("ReadOnlySpan<float>", "lossWeights", "[n]."),
        new("ulong", "allowed", "A bit for each symbol, the lowest for the first, the same for all."),
        new("Span<float>", "logitGradient", "[n, Symbols]."),
        new("Span<float>", "losses", "[n]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int symbols = Value(declaration, "Symbols");
        return new(
            $"losses [n] = lossWeight · −ln softmax(logits [n, {symbols}])[target], and the logits' gradient",
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
            // A slot of weight 0 is left out. A target that is not allowed is an error of the caller.
            {declaration.Accessibility} const int {constant} = {symbols};

            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $$"""
                int slots = KernelArguments.Rows(logits.Length, {{constant}}, nameof(logits));
                KernelArguments.Check(targets.Length, slots, nameof(targets));
                KernelArguments.CheckSymbols(targets, {{constant}}, nameof(targets));
                KernelArguments.Check(lossWeights.Length, slots, nameof(lossWeights));
                KernelArguments.Check(logitGradient.Length, logits.Length, nameof(logitGradient));
                KernelArguments.Check(losses.Length, slots, nameof(losses));
                foreach (byte target in targets)
                {
                    if ((allowed >> target & 1) == 0)
                        KernelArguments.Throw("A target is not an allowed symbol.", nameof(targets));
                }

                ulong bits = allowed & ulong.MaxValue >> (64 - {{constant}});
                ref float logits0 = ref MemoryMarshal.GetReference(logits);
                ref byte targets0 = ref MemoryMarshal.GetReference(targets);
                ref float lossWeights0 = ref MemoryMarshal.GetReference(lossWeights);
                ref float gradient0 = ref MemoryMarshal.GetReference(logitGradient);
                ref float losses0 = ref MemoryMarshal.GetReference(losses);
                """);
            RowLoops.WriteDispatch(writer, name, "ref logits0, ref targets0, ref lossWeights0, bits, ref gradient0, ref losses0, slots");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines().SkipLocalsInit();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref byte targets, ref float lossWeights, ulong bits, ref float g, ref float losses, int slots)"))
            {
                var softmax = new SoftmaxWriter(writer, symbols, lane);
                softmax.WriteBuffer();
                using (writer.Open($"for (int slot = 0; slot < slots; slot++, x = ref Unsafe.Add(ref x, {constant}), g = ref Unsafe.Add(ref g, {constant}))"))
                {
                    writer.Lines(
                        $$"""
                        float lossWeight = Unsafe.Add(ref lossWeights, slot);
                        if (lossWeight == 0f)
                        {
                            MemoryMarshal.CreateSpan(ref g, {{constant}}).Clear();
                            Unsafe.Add(ref losses, slot) = 0f;
                            continue;
                        }

                        int target = Unsafe.Add(ref targets, slot);
                        float targetLogit = Unsafe.Add(ref x, target);
                        """);
                    softmax.WriteExponentials(scale: null);
                    writer.Lines("Unsafe.Add(ref losses, slot) = lossWeight * (VectorMath.Log(sum) + (max - targetLogit));");
                    writer.Lines("float factor = lossWeight / sum;");
                    softmax.WriteResult("g", term => $"{term} * {lane.Broadcast("factor")}");
                    writer.Lines("Unsafe.Add(ref g, target) -= lossWeight;");
                }
            }
        }
    }
}
