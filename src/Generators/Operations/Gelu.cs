using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>GELU in its exact form, x · Φ(x), on tensors of any length, and its gradient.</summary>
internal sealed class Gelu : Operation
{
    public override string Name => "Gelu";

    public override string Summary =>
        "output = input · Φ(input) with the normal distribution's Φ, not its tanh approximation; error below 1e-6. output can be input.";

    public override EquatableArray<Setting> Settings { get; }

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "input"),
        new("Span<float>", "output"));

    public override KernelFacts Describe(Declaration declaration)
    {
        return new("output = input · Φ(input)", "element", Flops: 28, Bytes: 8, PlanText.Elements());
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        string name = declaration.Name;
        writer.Lines(
            """
            // Gaussian error linear unit (Hendrycks and Gimpel 2016), exact form.
            // NaN gives NaN, and so does an infinity, as 0 · ∞.
            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                """
                KernelArguments.Check(output.Length, input.Length, nameof(output));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            RowLoops.WriteDispatch(writer, name, "ref input0, ref output0, input.Length");
        }

        WriteBodies(writer, name, "y", lane => $"VectorMath.Gelu({lane.Load("x", "i")})");

        writer.Lines().Lines("/// <summary>Multiplies the gradient by Φ(input) + input · φ(input), in place.</summary>");
        using (writer.OpenKernel($"{declaration.Accessibility} static void {name}Backward(ReadOnlySpan<float> input, Span<float> gradient)"))
        {
            writer.Lines(
                """
                KernelArguments.Check(gradient.Length, input.Length, nameof(gradient));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float gradient0 = ref MemoryMarshal.GetReference(gradient);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Backward", "ref input0, ref gradient0, input.Length");
        }

        WriteBodies(writer, $"{name}Backward", "g", lane => $"({lane.Load("g", "i")} * VectorMath.GeluGradient({lane.Load("x", "i")}))");
    }

    /// <summary>Writes a loop over x and another tensor for every lane, with a scalar tail.</summary>
    private static void WriteBodies(CodeWriter writer, string name, string target, Func<Lane, string> value)
    {
        Lane scalar = Lane.All.Single(lane => lane.IsScalar);
        foreach (Lane lane in Lane.All)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref float {target}, int length)"))
            {
                writer.Lines("int i = 0;");
                if (!lane.IsScalar)
                    writer.Lines($"for (; i <= length - {lane.Width}; i += {lane.Width})").Lines($"    {lane.Store(value(lane), target, "i")}");
                writer.Lines("for (; i < length; i++)").Lines($"    {scalar.Store(value(scalar), target, "i")}");
            }
        }
    }
}
