using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>Every row divided by its root mean square and scaled by column (Zhang and Sennrich 2019), and its gradients.</summary>
/// <remarks>
/// With r = 1 / √(mean(x²) + ε) and g the output's gradient: ∂x = r · (g∘scale) − x · r³ · mean(g∘scale∘x) and ∂scale = Σ over rows of g∘x · r.
/// </remarks>
internal sealed class RmsNorm : Operation
{
    private const string Epsilon = "1e-8f";

    /// <summary>Longest row whose sums are unrolled.</summary>
    private const int UnrolledLength = 64;

    public override string Name => "RmsNorm";

    public override string Summary =>
        $"output [n, Length] = input / √(mean over a row of input² + {Epsilon.TrimEnd('f')}) · scale [Length]. output can be input.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new Setting("Length", "Elements of a row.", 8192, Multiple: BlockReduction.Block));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "input", "[n, Length]."),
        new("ReadOnlySpan<float>", "scale", "[Length]."),
        new("Span<float>", "output", "[n, Length]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int length = Value(declaration, "Length");
        return new(
            $"output [n, {length}] = input / √(mean(input²) + {Epsilon}) · scale [{length}]",
            "row",
            Flops: 4L * length,
            Bytes: 12L * length,
            PlanText.Row(length));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int length = Value(declaration, "Length");
        string name = declaration.Name, access = declaration.Accessibility, constant = $"{name}Length";
        writer.Lines(
            $"""
            {access} const int {constant} = {length};

            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(input.Length, {constant}, nameof(input));
                KernelArguments.Check(scale.Length, {constant}, nameof(scale));
                KernelArguments.Check(output.Length, input.Length, nameof(output));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float scale0 = ref MemoryMarshal.GetReference(scale);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            RowLoops.WriteDispatch(writer, name, "ref input0, ref scale0, ref output0, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref float scale, ref float y, int rows)"))
            using (writer.Open($"for (int row = 0; row < rows; row++, x = ref Unsafe.Add(ref x, {constant}), y = ref Unsafe.Add(ref y, {constant}))"))
            {
                WriteSums(writer, lane, name, length, withGradient: false);
                writer.Lines($"float root = 1f / MathF.Sqrt(VectorMath.Sum(s0) / {constant} + {Epsilon});");
                RowLoops.Write(writer, length, lane, (column, part) =>
                    writer.Lines(part.Store($"({part.Load("x", column)} * {part.Broadcast("root")} * {part.Load("scale", column)})", "y", column)));
            }
        }

        WriteBackward(writer, access, name, length);
    }

    private static void WriteBackward(CodeWriter writer, string access, string name, int length)
    {
        string constant = $"{name}Length";
        writer.Lines().Lines("/// <summary>Adds the gradients of the input [n, Length] and of the scale [Length] to what is there.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> scale, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, Span<float> scaleGradient)"))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(input.Length, {constant}, nameof(input));
                KernelArguments.Check(scale.Length, {constant}, nameof(scale));
                KernelArguments.Check(outputGradient.Length, input.Length, nameof(outputGradient));
                KernelArguments.Check(inputGradient.Length, input.Length, nameof(inputGradient));
                KernelArguments.Check(scaleGradient.Length, {constant}, nameof(scaleGradient));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float scale0 = ref MemoryMarshal.GetReference(scale);
                ref float outputGradient0 = ref MemoryMarshal.GetReference(outputGradient);
                ref float inputGradient0 = ref MemoryMarshal.GetReference(inputGradient);
                ref float scaleGradient0 = ref MemoryMarshal.GetReference(scaleGradient);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Backward", "ref input0, ref scale0, ref outputGradient0, ref inputGradient0, ref scaleGradient0, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}Backward{lane.Suffix}(ref float x, ref float scale, ref float g, ref float dx, ref float dscale, int rows)"))
            using (writer.Open($"for (int row = 0; row < rows; row++, x = ref Unsafe.Add(ref x, {constant}), g = ref Unsafe.Add(ref g, {constant}), dx = ref Unsafe.Add(ref dx, {constant}))"))
            {
                WriteSums(writer, lane, name, length, withGradient: true);
                writer.Lines(
                    $"""
                    float root = 1f / MathF.Sqrt(VectorMath.Sum(s0) / {constant} + {Epsilon});
                    float factor = -root * root * root * (VectorMath.Sum(d0) / {constant});
                    """);
                RowLoops.Write(writer, length, lane, (column, part) =>
                {
                    string scaled = $"{part.Load("g", column)} * {part.Load("scale", column)}";
                    string along = part.MultiplyAdd(part.Load("x", column), part.Broadcast("factor"), part.Load("dx", column));
                    string product = $"{part.Load("g", column)} * {part.Load("x", column)}";
                    writer.Lines(part.Store(part.MultiplyAdd(scaled, part.Broadcast("root"), along), "dx", column));
                    writer.Lines(part.Store(part.MultiplyAdd(product, part.Broadcast("root"), part.Load("dscale", column)), "dscale", column));
                });
            }
        }
    }

    /// <summary>Leaves Σ x² in s0, and Σ g · scale · x in d0 if wanted, each as a vector still to be summed. A short row needs no loop.</summary>
    private static void WriteSums(CodeWriter writer, Lane lane, string name, int length, bool withGradient)
    {
        BlockReduction.Declare(writer, lane, "s", lane.Zero);
        if (withGradient)
            BlockReduction.Declare(writer, lane, "d", lane.Zero);
        if (length <= UnrolledLength)
        {
            for (int column = 0; column < length; column += BlockReduction.Block)
                WriteTerms(part => $"{column + (part * lane.Width)}");
        }
        else
        {
            using (writer.Open($"for (int column = 0; column < {name}Length; column += {BlockReduction.Block})"))
                WriteTerms(part => BlockReduction.Offset(lane, "column", part));
        }

        BlockReduction.Halve(writer, lane, "s", (a, b) => $"{a} + {b}");
        if (withGradient)
            BlockReduction.Halve(writer, lane, "d", (a, b) => $"{a} + {b}");

        void WriteTerms(Func<int, string> offset)
        {
            for (int part = 0; part < BlockReduction.Parts(lane); part++)
            {
                string x = lane.Load("x", offset(part));
                writer.Lines($"s{part} = {lane.MultiplyAdd(x, x, $"s{part}")};");
                if (withGradient)
                    writer.Lines($"d{part} = {lane.MultiplyAdd($"{lane.Load("g", offset(part))} * {lane.Load("scale", offset(part))}", x, $"d{part}")};");
            }
        }
    }
}
