using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>One step of Adam with decoupled weight decay on tensors of any length.</summary>
internal sealed class AdamW : Operation
{
    public override string Name => "AdamW";

    public override string Summary =>
        "g = clip(gradient); m = β₁·m + (1 − β₁)·g; v = β₂·v + (1 − β₂)·g²; weights = keep · weights − stepSize · m / (√v · rootScale + epsilon).";

    public override EquatableArray<Setting> Settings => EquatableArray<Setting>.Empty;

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "gradient", "Any number of elements."),
        new("Span<float>", "firstMoment", "As many; m, 0 before the first step."),
        new("Span<float>", "secondMoment", "As many; v, 0 before the first step."),
        new("Span<float>", "weights", "As many."),
        new("float", "clip", "The largest size of a gradient."),
        new("float", "beta1", "β₁, the decay of the first moment."),
        new("float", "beta2", "β₂, the decay of the second moment."),
        new("float", "stepSize", "Learning rate / (1 − β₁ᵗ) at step t."),
        new("float", "rootScale", "1 / √(1 − β₂ᵗ) at step t."),
        new("float", "epsilon", "Keeps the divisor above 0."),
        new("float", "keep", "1 − learning rate · weight decay."));

    public override KernelFacts Describe(Declaration declaration)
    {
        return new(
            "m, v = moments of clip(gradient); weights = keep · weights − stepSize · m / (√v · rootScale + epsilon)",
            "element",
            Flops: 16,
            Bytes: 28,
            PlanText.Elements());
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        string name = declaration.Name;
        const string Constants = "clip, beta1, beta2, stepSize, rootScale, epsilon, keep";
        writer.Lines(
            """
            // Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019)
            // stepSize is the learning rate over 1 − β₁ᵗ, rootScale is 1 / √(1 − β₂ᵗ), keep is 1 − learning rate · decay.
            """);
        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines(
                """
                int length = gradient.Length;
                KernelArguments.Check(firstMoment.Length, length, nameof(firstMoment));
                KernelArguments.Check(secondMoment.Length, length, nameof(secondMoment));
                KernelArguments.Check(weights.Length, length, nameof(weights));
                ref float g = ref MemoryMarshal.GetReference(gradient);
                ref float m = ref MemoryMarshal.GetReference(firstMoment);
                ref float v = ref MemoryMarshal.GetReference(secondMoment);
                ref float w = ref MemoryMarshal.GetReference(weights);
                int done = 0;
                """);
            foreach (Lane lane in writer.Lanes.Where(lane => !lane.IsScalar))
                writer.Lines($"{(lane == writer.Lanes[0] ? "" : "else ")}if ({lane.IsAccelerated})").Lines($"    done = {name}{lane.Suffix}(ref g, ref m, ref v, ref w, length, {Constants});");
            writer.Lines($"{name}Scalar(ref g, ref m, ref v, ref w, done, length, {Constants});");
        }

        foreach (Lane lane in writer.Lanes)
        {
            writer.Lines();
            string floats = string.Join(", ", Constants.Split([", "], StringSplitOptions.None).Select(constant => $"float {constant}"));
            string header = lane.IsScalar
                ? $"private static void {name}Scalar(ref float gradient, ref float firstMoment, ref float secondMoment, ref float weights, int i, int length, {floats})"
                : $"private static int {name}{lane.Suffix}(ref float gradient, ref float firstMoment, ref float secondMoment, ref float weights, int length, {floats})";
            using (writer.OpenKernel(header))
            {
                if (!lane.IsScalar)
                    writer.Lines("int i = 0;");
                // The division depends on the root; two vectors side by side hide each other's wait.
                int[] vectors = lane.IsScalar ? [0] : [0, 1];
                int columns = vectors.Length * lane.Width;
                using (writer.Open(lane.IsScalar ? "for (; i < length; i++)" : $"for (; i <= length - {columns}; i += {columns})"))
                    WriteStep(writer, lane, vectors);
                if (!lane.IsScalar)
                    writer.Lines("return i;");
            }
        }
    }

    /// <summary>Writes the step of some vectors side by side, each line for all of them in turn.</summary>
    private static void WriteStep(CodeWriter writer, Lane lane, int[] vectors)
    {
        string Place(int n) => n == 0 ? "i" : $"i + {n * lane.Width}";
        // The gradient is the second operand, so that NaN stays.
        Each(n => $"{lane.Type} g{n} = {lane.MinNative(lane.Broadcast("clip"), lane.MaxNative(lane.Broadcast("-clip"), lane.Load("gradient", Place(n))))};");
        Each(n => $"{lane.Type} m{n} = {lane.MultiplyAdd(lane.Broadcast("beta1"), lane.Load("firstMoment", Place(n)), $"{lane.Broadcast("(1f - beta1)")} * g{n}")};");
        Each(n => $"{lane.Type} v{n} = {lane.MultiplyAdd(lane.Broadcast("beta2"), lane.Load("secondMoment", Place(n)), $"{lane.Broadcast("(1f - beta2)")} * g{n} * g{n}")};");
        Each(n => $"{lane.Type} d{n} = m{n} / {lane.MultiplyAdd(lane.Call("Sqrt", $"v{n}"), lane.Broadcast("rootScale"), lane.Broadcast("epsilon"))};");
        Each(n => $"{lane.Type} w{n} = {lane.MultiplyAdd(lane.Broadcast("-stepSize"), $"d{n}", $"{lane.Load("weights", Place(n))} * {lane.Broadcast("keep")}")};");
        Each(n => lane.Store($"m{n}", "firstMoment", Place(n)));
        Each(n => lane.Store($"v{n}", "secondMoment", Place(n)));
        Each(n => lane.Store($"w{n}", "weights", Place(n)));

        void Each(Func<int, string> line)
        {
            foreach (int n in vectors)
                writer.Lines(line(n));
        }
    }
}
