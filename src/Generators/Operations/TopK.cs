using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>The symbols with the largest values of each slot; with a count of 1, the arg-max. It has no gradient.</summary>
internal sealed class TopK : Operation
{
    public override string Name => "TopK";

    public override string Summary =>
        "symbols [n, Count] = the allowed symbols with the largest values [n, Symbols], largest first, the smallest symbol of equals first; 255 where no more are allowed.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Symbols", "Symbols of a slot.", SoftmaxWriter.MaxSymbols),
        new("Count", "Symbols that are wanted; more than there are is fine.", SoftmaxWriter.MaxSymbols));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "values", "[n, Symbols]."),
        new("ReadOnlySpan<ulong>", "allowed", "A bit for each symbol, the lowest for the first: [n]."),
        new("Span<byte>", "symbols", "[n, Count]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int symbols = Value(declaration, "Symbols"), count = Value(declaration, "Count");
        return new(
            $"symbols [n, {count}] = the allowed symbols with the largest values [n, {symbols}], largest first",
            "slot",
            Flops: 2L * symbols * count,
            Bytes: (4L * symbols) + count,
            ["the values stay in registers; each place takes their maximum and the first that equals it"]);
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int symbols = Value(declaration, "Symbols");
        string name = declaration.Name, access = declaration.Accessibility;
        writer.Lines(
            $"""
            // A NaN among a slot's allowed values has no place in an order: all of the slot's places are 255 then.
            {access} const int {name}Symbols = {symbols}, {name}Count = {Value(declaration, "Count")};

            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $"""
                int slots = KernelArguments.Rows(values.Length, {name}Symbols, nameof(values));
                KernelArguments.Check(allowed.Length, slots, nameof(allowed));
                KernelArguments.Check(symbols.Length, slots * {name}Count, nameof(symbols));
                ref float values0 = ref MemoryMarshal.GetReference(values);
                ref ulong allowed0 = ref MemoryMarshal.GetReference(allowed);
                ref byte symbols0 = ref MemoryMarshal.GetReference(symbols);
                """);
            RowLoops.WriteDispatch(writer, name, "ref values0, ref allowed0, ref symbols0, slots");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref ulong allowed, ref byte y, int slots)"))
            using (writer.Open($"for (int slot = 0; slot < slots; slot++, x = ref Unsafe.Add(ref x, {name}Symbols))"))
            {
                writer.Lines($"ulong bits = Unsafe.Add(ref allowed, slot) & ulong.MaxValue >> (64 - {name}Symbols);");
                if (lane.IsScalar)
                    WriteScalar(writer, name);
                else
                    WriteVectors(writer, name, Columns.Split(symbols, lane));
            }
        }
    }

    private static void WriteVectors(CodeWriter writer, string name, IReadOnlyList<Segment> segments)
    {
        for (int i = 0; i < segments.Count; i++)
            writer.Lines($"{segments[i].Lane.Type} z{i} = {segments[i].Lane.Load("x", $"{segments[i].Offset}")};");
        using (writer.Open($"for (int k = 0; k < {name}Count; k++, y = ref Unsafe.Add(ref y, 1))"))
        {
            // Symbols already taken or not allowed count as −∞.
            for (int i = 0; i < segments.Count; i++)
                writer.Lines($"{segments[i].Lane.Type} w{i} = VectorMath.Where({Bits(segments[i])}, z{i});");
            string[] maxima = [.. segments.Select((segment, i) => (segment.Lane, i)).GroupBy(part => part.Lane).Select(group =>
                $"VectorMath.Max({group.Select(part => $"w{part.i}").Aggregate((a, b) => group.Key.Call("Max", a, b))})")];
            writer.Lines($"float max = {maxima.Aggregate((a, b) => $"MathF.Max({a}, {b})")};");
            writer.Lines("ulong found = 0;");
            for (int i = 0; i < segments.Count; i++)
                writer.Lines($"found |= {Equal(segments[i], i)} << {segments[i].Offset};");
            WritePlace(writer);
        }
    }

    private static void WriteScalar(CodeWriter writer, string name)
    {
        using (writer.Open($"for (int k = 0; k < {name}Count; k++, y = ref Unsafe.Add(ref y, 1))"))
        {
            writer.Lines("ulong found = 0;").Lines("float max = float.NegativeInfinity;");
            using (writer.Open("for (ulong rest = bits; rest != 0; rest &= rest - 1)"))
            {
                writer.Lines(
                    """
                    float value = Unsafe.Add(ref x, BitOperations.TrailingZeroCount(rest));
                    if (float.IsNaN(value))
                    {
                        found = 0;
                        break;
                    }

                    if (found == 0 || value > max)
                        (found, max) = (rest & (0 - rest), value);
                    """);
            }

            WritePlace(writer);
        }
    }

    private static void WritePlace(CodeWriter writer) => writer.Lines(
        """
        found &= bits;
        y = found == 0 ? byte.MaxValue : (byte)BitOperations.TrailingZeroCount(found);
        bits &= ~(found & (0 - found));
        """);

    private static string Bits(Segment segment) => segment.Offset == 0 ? "(uint)bits" : $"(uint)(bits >> {segment.Offset})";

    private static string Equal(Segment segment, int index) => segment.Lane.IsScalar
        ? $"(w{index} == max ? 1UL : 0UL)"
        : $"(ulong){segment.Lane.Call("ExtractMostSignificantBits", segment.Lane.Call("Equals", $"w{index}", segment.Lane.Broadcast("max")))}";
}
