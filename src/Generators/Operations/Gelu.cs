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

    public override EquatableArray<Setting> Settings => EquatableArray<Setting>.Empty;

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "input", "Any number of elements."),
        new("Span<float>", "output", "As many."));

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

        WriteBodies(writer, name, "y", lane =>
        [
            $"{lane.Type} value = {lane.Load("x", "i")};",
            lane.Store($"VectorMath.Gelu(value, VectorMath.NormalTail({lane.Call("Abs", "value")}))", "y", "i"),
        ]);

        writer.Lines().Lines("/// <summary>The same, and input becomes the derivative, Φ(input) + input · φ(input), which costs less along the way.</summary>");
        using (writer.OpenKernel($"{declaration.Accessibility} static void {name}Keeping(Span<float> input, Span<float> output)"))
        {
            writer.Lines(
                """
                KernelArguments.Check(output.Length, input.Length, nameof(output));
                ref float input0 = ref MemoryMarshal.GetReference(input);
                ref float output0 = ref MemoryMarshal.GetReference(output);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Keeping", "ref input0, ref output0, input.Length");
        }

        WriteBodies(writer, $"{name}Keeping", "y", lane =>
        [
            $"{lane.Type} value = {lane.Load("x", "i")}, tail = VectorMath.NormalTail({lane.Call("Abs", "value")});",
            lane.Store("VectorMath.Gelu(value, tail)", "y", "i"),
            lane.Store("VectorMath.GeluDerivative(value, tail)", "x", "i"),
        ]);

        writer.Lines().Lines("/// <summary>Multiplies the gradient by the derivative, in place.</summary>");
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

        WriteBodies(writer, $"{name}Backward", "g", lane =>
        [
            $"{lane.Type} value = {lane.Load("x", "i")}, tail = VectorMath.NormalTail({lane.Call("Abs", "value")});",
            lane.Store($"({lane.Load("g", "i")} * VectorMath.GeluDerivative(value, tail))", "g", "i"),
        ]);
    }

    /// <summary>Writes a loop over x and another tensor for every lane, with a scalar tail.</summary>
    private static void WriteBodies(CodeWriter writer, string name, string target, Func<Lane, string[]> lines)
    {
        Lane scalar = Lane.All.Single(lane => lane.IsScalar);
        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            using (writer.OpenKernel($"private static void {name}{lane.Suffix}(ref float x, ref float {target}, int length)"))
            {
                writer.Lines("int i = 0;");
                if (!lane.IsScalar)
                    WriteLoop(lane, $"for (; i <= length - {lane.Width}; i += {lane.Width})");
                WriteLoop(scalar, "for (; i < length; i++)");
            }
        }

        void WriteLoop(Lane lane, string header)
        {
            using (writer.Open(header))
            {
                foreach (string line in lines(lane))
                    writer.Lines(line);
            }
        }
    }
}
