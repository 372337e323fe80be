using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>max(x, 0) in place, and its gradient.</summary>
internal sealed class Relu : Operation
{
    /// <summary>The setting of an operation that computes a ReLU of its output before it stores it.</summary>
    public static Setting Flag { get; } = Setting.Flag(
        "Relu", "output = max(sum, 0), with the bits of a Relu after this kernel. The gradient kernels expect the gradient of the sums: take outputGradient through the Backward of a Relu first, with this output.");

    public override string Name => "Relu";

    public override string Summary => "values [n, Length] = max(values, 0), in place. NaN stays NaN, and −0 becomes 0.";

    public override EquatableArray<Setting> Settings { get; } = new(new Setting("Length", "Elements of a row.", 8192));

    public override EquatableArray<Parameter> Parameters { get; } = new(new Parameter("Span<float>", "values", "[n, Length], changed in place."));

    /// <summary>The formula of an operation with the <see cref="Flag"/>, if it is set.</summary>
    public static string Around(string formula, int flag) => flag != 0 ? $"max({formula}, 0)" : formula;

    public override KernelFacts Describe(Declaration declaration)
    {
        int length = Value(declaration, "Length");
        return new($"values [n, {length}] = max(values, 0)", "row", Flops: length, Bytes: 8L * length, PlanText.Row(length));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int length = Value(declaration, "Length");
        string name = declaration.Name, access = declaration.Accessibility;
        writer.Lines($"{access} const int {name}Length = {length};").Lines();
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines($"int rows = KernelArguments.Rows(values.Length, {name}Length, nameof(values));");
            writer.Lines("ref float values0 = ref MemoryMarshal.GetReference(values);");
            RowLoops.WriteDispatch(writer, name, "ref values0, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, int rows)"))
            using (writer.Open($"for (int row = 0; row < rows; row++, x = ref Unsafe.Add(ref x, {name}Length))"))
            {
                RowLoops.Write(writer, length, lane, (column, part) =>
                    writer.Lines(part.Store($"VectorMath.Relu({part.Load("x", column)})", "x", column)));
            }
        }

        writer.Lines().Lines("/// <summary>Sets the gradient to zero where the output is zero, in place.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Backward(ReadOnlySpan<float> output, Span<float> gradient)"))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(output.Length, {name}Length, nameof(output));
                KernelArguments.Check(gradient.Length, output.Length, nameof(gradient));
                ref float output0 = ref MemoryMarshal.GetReference(output);
                ref float gradient0 = ref MemoryMarshal.GetReference(gradient);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Backward", "ref output0, ref gradient0, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}Backward{lane.Suffix}(ref float x, ref float g, int rows)"))
            using (writer.Open($"for (int row = 0; row < rows; row++, x = ref Unsafe.Add(ref x, {name}Length), g = ref Unsafe.Add(ref g, {name}Length))"))
            {
                RowLoops.Write(writer, length, lane, (column, part) => writer.Lines(part.Store(
                    part.IsScalar
                        ? $"({part.Load("x", column)} == 0f ? 0f : {part.Load("g", column)})"
                        : part.Call("ConditionalSelect", part.Call("Equals", part.Load("x", column), part.Zero), part.Zero, part.Load("g", column)),
                    "g",
                    column)));
            }
        }
    }
}
