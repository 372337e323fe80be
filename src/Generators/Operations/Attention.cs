using System.Globalization;
using Unmask.Generators.Parsing;
using Unmask.Generators.Planning;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>Self-attention in which every slot sees every slot, or with <c>Causal</c> those up to its own (Vaswani et al. 2017), and its gradient.</summary>
/// <remarks>
/// Scores are stored as [key, query], so the softmax over keys runs down the columns. No sum crosses a vector, so every width
/// adds in the same order. This needs one transpose per head and direction: of the queries, and of the output's gradient.
/// Keys that a causal query does not see have probability 0, and so no gradient: the backward direction needs no mask.
/// </remarks>
internal sealed class Attention : Operation
{
    /// <summary>ln 2; a compiler's machine has no say in the generated text.</summary>
    private const double Ln2 = 0.69314718055994531;

    public override string Name => "Attention";

    public override string Summary =>
        "For every head: probabilities = softmax over keys of queries · keys / √HeadSize, and output [n, Slots, Heads · HeadSize] = probabilities · values. " +
        "Queries, keys and values stand side by side in a slot's vector [n, Slots, 3, Heads, HeadSize]; probabilities are [n, Heads, key, query]. With Causal the keys of later slots than the query's have probability 0.";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("Slots", "Slots of a row.", 64),
        new("Heads", "Heads, which attend independently.", 64),
        new("HeadSize", "Elements of a head's query, key and value.", 256),
        Setting.Flag("Causal", "A slot sees itself and the slots before it only."));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "queriesKeysValues", "[n, Slots, 3, Heads, HeadSize]."),
        new("Span<float>", "probabilities", "Receives [n, Heads, key, query], which the gradient needs."),
        new("Span<float>", "output", "[n, Slots, Heads · HeadSize]."));

    public override KernelFacts Describe(Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), heads = Value(declaration, "Heads"), headSize = Value(declaration, "HeadSize");
        return new(
            $"output [n, {slots}, {heads * headSize}] = {heads} {(IsCausal(declaration) ? "causal heads" : "heads")} of softmax(queries [{slots}, {headSize}] · keysᵀ / √{headSize}) · values",
            "row",
            Flops: heads * slots * slots * ((4L * headSize) + SoftmaxWriter.FlopsPerSymbol),
            Bytes: 4L * heads * slots * ((4 * headSize) + slots),
            PlanText.Product(headSize));
    }

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int slots = Value(declaration, "Slots"), heads = Value(declaration, "Heads"), headSize = Value(declaration, "HeadSize");
        string name = declaration.Name, access = declaration.Accessibility;
        string scale = Constant(1 / Math.Sqrt(headSize)), binary = Constant(1 / (Math.Sqrt(headSize) * Ln2));
        writer.Lines(
            $"""
            {access} const int {name}Slots = {slots}, {name}Heads = {heads}, {name}HeadSize = {headSize};

            /// <summary>Elements of a slot's output, and of its queries, keys and values.</summary>
            {access} const int {name}Width = {heads * headSize}, {name}Stride = 3 * {name}Width;

            /// <summary>Elements of a row's probabilities.</summary>
            {access} const int {name}Scores = {name}Heads * {name}Slots * {name}Slots;

            // 1 / √{headSize}; and the same times log₂ e, so that scores are exponents of two
            private const float {name}Scale = {scale}f, {name}BinaryScale = {binary}f;

            """);
        WriteForward(writer, Header(declaration), name, slots, heads, headSize, IsCausal(declaration));
        WriteBackward(writer, access, name, slots, headSize);
    }

    private bool IsCausal(Declaration declaration) => Value(declaration, "Causal") != 0;

    private static string Constant(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture);

    private static void WriteForward(CodeWriter writer, string header, string name, int slots, int heads, int headSize, bool causal)
    {
        using (writer.OpenKernel(header))
        {
            WriteChecks(writer, name, "queriesKeysValues", "probabilities", "output");
            RowLoops.WriteDispatch(writer, name, "ref queriesKeysValues0, ref probabilities0, ref output0, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            string suffix = lane.Suffix;
            writer.Lines().SkipLocalsInit();
            using (writer.OpenKernel($"private static void {name}{suffix}(ref float x, ref float p, ref float y, int rows)"))
            {
                writer.Lines(
                    $"""
                    Span<float> buffer = stackalloc float[{name}HeadSize * {name}Slots];
                    ref float queries = ref MemoryMarshal.GetReference(buffer); // (HeadSize, Slots)
                    """);
                using (writer.Open("for (int row = 0; row < rows; row++)"))
                {
                    using (writer.Open($"for (int head = 0; head < {name}Heads; head++)"))
                    {
                        writer.Lines(
                            $"""
                            ref float q = ref Unsafe.Add(ref x, head * {name}HeadSize);
                            ref float k = ref Unsafe.Add(ref q, {name}Width);
                            {name}Turn{suffix}(ref q, ref queries);
                            {name}Score{suffix}(ref k, ref queries, ref Unsafe.Add(ref p, head * {name}Slots * {name}Slots), {name}Slots);
                            """);
                    }

                    writer.Lines($"{name}Normalize{suffix}(ref p);");
                    using (writer.Open($"for (int head = 0; head < {name}Heads; head++)"))
                    {
                        writer.Lines(
                            $"""
                            ref float v = ref Unsafe.Add(ref x, 2 * {name}Width + head * {name}HeadSize);
                            ref float z = ref Unsafe.Add(ref y, head * {name}HeadSize);
                            {name}Mix{suffix}(ref Unsafe.Add(ref p, head * {name}Slots * {name}Slots), ref v, ref z, {name}Slots);
                            """);
                    }

                    writer.Lines(
                        $"""
                        x = ref Unsafe.Add(ref x, {name}Slots * {name}Stride);
                        p = ref Unsafe.Add(ref p, {name}Scores);
                        y = ref Unsafe.Add(ref y, {name}Slots * {name}Width);
                        """);
                }
            }
        }

        writer.Lines().Lines($"// turned [{headSize}, {slots}] = queriesᵀ · log₂ e / √{headSize}");
        TransposeWriter.WriteBodies(writer, $"{name}Turn", slots, headSize, $"{name}Stride", $"{name}Slots", $"{name}BinaryScale");
        writer.Lines().Lines($"// scores [{slots}, {slots}] = keys [{slots}, {headSize}] · turned");
        ProductWriter.WriteBodies(writer, new($"{name}Score", slots, $"{name}HeadSize", $"{name}Stride", "1", $"{name}Slots", $"{name}Slots"));
        writer.Lines().Lines($"// output [{slots}, {headSize}] = probabilitiesᵀ [{slots}, {slots}] · values [{slots}, {headSize}]");
        ProductWriter.WriteBodies(writer, new($"{name}Mix", headSize, $"{name}Slots", "1", $"{name}Slots", $"{name}Stride", $"{name}Width"));
        foreach (Lane lane in writer.Lanes)
            WriteNormalize(writer, name, slots, heads, causal, lane);
    }

    private static void WriteBackward(CodeWriter writer, string access, string name, int slots, int headSize)
    {
        writer.Lines().Lines("/// <summary>The gradient of queries, keys and values, from the probabilities that the forward direction left.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Backward(ReadOnlySpan<float> queriesKeysValues, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)"))
        {
            WriteChecks(writer, name, "queriesKeysValues", "probabilities", "outputGradient");
            writer.Lines(
                """
                KernelArguments.Check(inputGradient.Length, queriesKeysValues.Length, nameof(inputGradient));
                ref float inputGradient0 = ref MemoryMarshal.GetReference(inputGradient);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Backward", "ref queriesKeysValues0, ref probabilities0, ref outputGradient0, ref inputGradient0, rows");
        }

        foreach (Lane lane in writer.Lanes)
        {
            string suffix = lane.Suffix;
            writer.Lines().SkipLocalsInit();
            using (writer.OpenKernel($"private static void {name}Backward{suffix}(ref float x, ref float p, ref float g, ref float dx, int rows)"))
            {
                writer.Lines(
                    $"""
                    Span<float> buffer = stackalloc float[({name}HeadSize + {name}Slots) * {name}Slots];
                    ref float turned = ref MemoryMarshal.GetReference(buffer);                  // (HeadSize, Slots)
                    ref float s = ref Unsafe.Add(ref turned, {name}HeadSize * {name}Slots); // (key, query)
                    """);
                using (writer.Open($"for (int row = 0; row < rows; row++, x = ref Unsafe.Add(ref x, {name}Slots * {name}Stride), dx = ref Unsafe.Add(ref dx, {name}Slots * {name}Stride), g = ref Unsafe.Add(ref g, {name}Slots * {name}Width))"))
                using (writer.Open($"for (int head = 0; head < {name}Heads; head++, p = ref Unsafe.Add(ref p, {name}Slots * {name}Slots))"))
                {
                    writer.Lines(
                        $"""
                        ref float q = ref Unsafe.Add(ref x, head * {name}HeadSize);
                        ref float k = ref Unsafe.Add(ref q, {name}Width);
                        ref float v = ref Unsafe.Add(ref k, {name}Width);
                        ref float dq = ref Unsafe.Add(ref dx, head * {name}HeadSize);
                        ref float dk = ref Unsafe.Add(ref dq, {name}Width);
                        ref float dv = ref Unsafe.Add(ref dk, {name}Width);
                        ref float dy = ref Unsafe.Add(ref g, head * {name}HeadSize);
                        {name}TurnGradient{suffix}(ref dy, ref turned);
                        {name}Score{suffix}(ref v, ref turned, ref s, {name}Slots);             // ∂p = v · ∂yᵀ
                        {name}NormalizeBackward{suffix}(ref p, ref s);                          // ∂s
                        {name}QueryGradient{suffix}(ref s, ref k, ref dq, {name}Slots);         // ∂q = ∂sᵀ · k
                        {name}KeyGradient{suffix}(ref s, ref q, ref dk, {name}Slots);           // ∂k = ∂s · q
                        {name}ValueGradient{suffix}(ref p, ref dy, ref dv, {name}Slots);        // ∂v = p · ∂y
                        """);
                }
            }
        }

        TransposeWriter.WriteBodies(writer, $"{name}TurnGradient", slots, headSize, $"{name}Width", $"{name}Slots", factor: null);
        ProductWriter.WriteBodies(writer, new($"{name}QueryGradient", headSize, $"{name}Slots", "1", $"{name}Slots", $"{name}Stride", $"{name}Stride"));
        ProductWriter.WriteBodies(writer, new($"{name}KeyGradient", headSize, $"{name}Slots", $"{name}Slots", "1", $"{name}Stride", $"{name}Stride"));
        ProductWriter.WriteBodies(writer, new($"{name}ValueGradient", headSize, $"{name}Slots", $"{name}Slots", "1", $"{name}Width", $"{name}Stride"));
        foreach (Lane lane in writer.Lanes)
            WriteNormalizeBackward(writer, name, slots, lane);
    }

    private static void WriteChecks(CodeWriter writer, string name, string input, string probabilities, string output) => writer.Lines(
        $"""
        int rows = KernelArguments.Rows({input}.Length, {name}Slots * {name}Stride, nameof({input}));
        KernelArguments.Check({probabilities}.Length, rows * {name}Scores, nameof({probabilities}));
        KernelArguments.Check({output}.Length, rows * {name}Slots * {name}Width, nameof({output}));
        ref float {input}0 = ref MemoryMarshal.GetReference({input});
        ref float {probabilities}0 = ref MemoryMarshal.GetReference({probabilities});
        ref float {output}0 = ref MemoryMarshal.GetReference({output});
        """);

    /// <summary>
    /// Softmax down the columns of [key, query]. The largest score is subtracted, so that nothing overflows. Two heads are interleaved if
    /// there are two, because the steps of one head depend on each other. For a causal query, later keys count as −∞ and get 0. Keys that no
    /// query of a vector sees are left out.
    /// </summary>
    private static void WriteNormalize(CodeWriter writer, string name, int slots, int heads, bool causal, Lane lane)
    {
        int[] pair = heads % 2 == 0 ? [0, 1] : [0];
        writer.Lines().Lines("// softmax over keys, for every query of every head");
        using (writer.OpenKernel($"private static void {name}Normalize{lane.Suffix}(ref float scores)"))
        using (writer.Open($"for (int head = 0; head < {name}Heads; head += {pair.Length}, scores = ref Unsafe.Add(ref scores, {pair.Length * slots * slots}))"))
        {
            foreach (Panel panel in Columns.Panels(Columns.Split(slots, lane), 1))
            {
                Lane part = panel.Segments[0].Lane;
                bool masks = causal && !part.IsScalar;
                // No query of the vector sees later keys.
                string keys = causal ? $"query + {part.Width}" : $"{name}Slots";
                string Stored(int h) => part.Load($"s{h}", $"key * {name}Slots");
                string Score(int h) => masks ? $"VectorMath.Where(visible, {Stored(h)})" : Stored(h);
                void EachKey(int first, Action body)
                {
                    using (writer.Open($"for (int key = {first}; key < {keys}; key++)"))
                    {
                        if (masks)
                            writer.Lines("uint visible = uint.MaxValue << Math.Max(key - query, 0); // queries from the key on");
                        body();
                    }
                }

                using (RowLoops.OpenPanel(writer, panel, "query"))
                {
                    Each(h => $"ref float s{h} = ref Unsafe.Add(ref scores, {(h == 0 ? "" : $"{h * slots * slots} + ")}query);");
                    Each(h => $"{part.Type} max{h} = {part.Load($"s{h}", "0")}, sum{h} = {part.Zero};");
                    EachKey(1, () => Each(h => $"max{h} = {part.MaxNative($"max{h}", Score(h))};"));
                    EachKey(0, () =>
                    {
                        Each(h => $"{part.Type} e{h} = {(masks ? $"VectorMath.Keep(visible, VectorMath.Exp2({Score(h)} - max{h}))" : $"VectorMath.Exp2({Score(h)} - max{h})")};");
                        Each(h => part.Store($"e{h}", $"s{h}", $"key * {name}Slots"));
                        Each(h => $"sum{h} += e{h};");
                    });

                    Each(h => $"{part.Type} factor{h} = {part.Broadcast("1f")} / sum{h};");
                    using (writer.Open($"for (int key = 0; key < {keys}; key++)"))
                        Each(h => part.Store($"({Stored(h)} * factor{h})", $"s{h}", $"key * {name}Slots"));
                    if (causal && panel.Offset + part.Width < slots)
                    {
                        using (writer.Open($"for (int key = {keys}; key < {name}Slots; key++)"))
                            Each(h => part.Store(part.Zero, $"s{h}", $"key * {name}Slots"));
                    }
                }
            }
        }

        void Each(Func<int, string> line)
        {
            foreach (int h in pair)
                writer.Lines(line(h));
        }
    }

    /// <summary>∂s = p ∘ (∂p − Σ over keys of p ∘ ∂p) / √HeadSize, in place of ∂p.</summary>
    private static void WriteNormalizeBackward(CodeWriter writer, string name, int slots, Lane lane)
    {
        writer.Lines().Lines("// gradients become those of the scores: p · (gradient − Σ over keys of p · gradient), scaled like the scores");
        using (writer.OpenKernel($"private static void {name}NormalizeBackward{lane.Suffix}(ref float probabilities, ref float gradients)"))
        {
            foreach (Panel panel in Columns.Panels(Columns.Split(slots, lane), 1))
            {
                Lane part = panel.Segments[0].Lane;
                string offset = $"key * {name}Slots";
                using (RowLoops.OpenPanel(writer, panel, "query"))
                {
                    writer.Lines("ref float p = ref Unsafe.Add(ref probabilities, query);");
                    writer.Lines("ref float g = ref Unsafe.Add(ref gradients, query);");
                    writer.Lines($"{part.Type} sum = {part.Zero};");
                    writer.Lines($"for (int key = 0; key < {name}Slots; key++)");
                    writer.Lines($"    sum = {part.MultiplyAdd(part.Load("p", offset), part.Load("g", offset), "sum")};");
                    writer.Lines($"for (int key = 0; key < {name}Slots; key++)");
                    writer.Lines($"    {part.Store($"({part.Load("p", offset)} * ({part.Load("g", offset)} - sum) * {part.Broadcast($"{name}Scale")})", "g", offset)}");
                }
            }
        }
    }
}
