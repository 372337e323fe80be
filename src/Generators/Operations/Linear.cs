using Unmask.Generators.Parsing;
using Unmask.Generators.Writing;

namespace Unmask.Generators.Operations;

/// <summary>output = input · weights + bias for any number of rows, and its three gradients.</summary>
internal sealed class Linear : Operation
{
    /// <summary>Rows of the weight gradient that one call computes, so that threads can share the work.</summary>
    private const int BlockRows = 16;

    public override string Name => "Linear";

    public override string Summary => "output [n, Out] = input [n, In] · weights [In, Out] + bias [Out].";

    public override EquatableArray<Setting> Settings { get; } = new(
        new("In", "Inputs of a row.", 8192),
        new("Out", "Outputs of a row.", 8192),
        Setting.Flag("SkipZeros", "A single row leaves out its zero inputs: pays after a ReLU. The result is the same."));

    public override EquatableArray<Parameter> Parameters { get; } = new(
        new("ReadOnlySpan<float>", "input"),
        new("ReadOnlySpan<float>", "weights"),
        new("ReadOnlySpan<float>", "bias"),
        new("Span<float>", "output"));

    public override void Write(CodeWriter writer, Declaration declaration)
    {
        int inputs = Value(declaration, "In"), outputs = Value(declaration, "Out");
        string name = declaration.Name, access = declaration.Accessibility;
        string @in = $"{name}In", @out = $"{name}Out";
        var forward = new Product(name, outputs, @in, @in, "1", @out, @out,
            HasBias: true, SkipsZeros: Value(declaration, "SkipZeros") != 0);
        var backwardInput = new Product($"{name}BackwardInput", inputs, @out, @out, "1", @in, @in);
        var backwardWeights = new Product($"{name}BackwardWeights", outputs, "depth", "1", @in, @out, @out, DepthIsParameter: true);

        writer.Lines(
            $"""
            // Linear: output [n, {outputs}] = input [n, {inputs}] · weights [{inputs}, {outputs}] + bias [{outputs}]
            // A row takes {2L * inputs * outputs:N0} floating-point operations and reads {4L * inputs * outputs:N0} bytes of weights.
            {access} const int {@in} = {inputs}, {@out} = {outputs};

            /// <summary>Blocks of <see cref="{name}BackwardWeights"/>, and rows of weights in a block (the last one can have fewer).</summary>
            {access} const int {name}Blocks = {(inputs + BlockRows - 1) / BlockRows}, {name}BlockRows = {BlockRows};

            """);

        using (writer.OpenKernel(Header(declaration)))
        {
            writer.Lines($"int rows = KernelArguments.Rows(input.Length, {@in}, nameof(input));");
            Check(writer, "weights", $"{@in} * {@out}");
            Check(writer, "bias", @out);
            Check(writer, "output", $"rows * {@out}");
            References(writer, "input", "weights", "bias", "output");
            ProductWriter.WriteDispatch(writer, forward);
        }

        ProductWriter.WriteBodies(writer, forward);

        writer.Lines().Lines($"/// <summary>inputGradient [n, {inputs}] = outputGradient [n, {outputs}] · transposedWeights [{outputs}, {inputs}].</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient)"))
        {
            writer.Lines($"int rows = KernelArguments.Rows(outputGradient.Length, {@out}, nameof(outputGradient));");
            Check(writer, "transposedWeights", $"{@in} * {@out}");
            Check(writer, "inputGradient", $"rows * {@in}");
            References(writer, "outputGradient", "transposedWeights", null, "inputGradient");
            ProductWriter.WriteDispatch(writer, backwardInput);
        }

        ProductWriter.WriteBodies(writer, backwardInput);

        writer.Lines().Lines($"/// <summary>One block of weightGradient [{inputs}, {outputs}] = inputᵀ [{inputs}, n] · outputGradient [n, {outputs}].</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardWeights(int block, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient)"))
        {
            writer.Lines($"int depth = KernelArguments.Rows(input.Length, {@in}, nameof(input));");
            Check(writer, "outputGradient", $"depth * {@out}");
            Check(writer, "weightGradient", $"{@in} * {@out}");
            FirstRow(writer, name);
            References(writer, "input", "outputGradient", null, "weightGradient");
            writer.Lines("input0 = ref Unsafe.Add(ref input0, first);");
            writer.Lines($"output0 = ref Unsafe.Add(ref output0, first * {@out});");
            ProductWriter.WriteDispatch(writer, backwardWeights);
        }

        ProductWriter.WriteBodies(writer, backwardWeights);

        writer.Lines().Lines($"/// <summary>biasGradient [{outputs}] = the sum of the rows of outputGradient [n, {outputs}].</summary>");
        RowSumWriter.Write(writer, access, $"{name}BackwardBias", outputs, @out);
        WriteTranspose(writer, access, name, @in, @out);
    }

    private static void WriteTranspose(CodeWriter writer, string access, string name, string @in, string @out)
    {
        writer.Lines().Lines($"/// <summary>One block of transposed [{@out}, {@in}] = weightsᵀ, for <see cref=\"{name}BackwardInput\"/>.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Transpose(int block, ReadOnlySpan<float> weights, Span<float> transposed)"))
        {
            Check(writer, "weights", $"{@in} * {@out}");
            Check(writer, "transposed", $"{@in} * {@out}");
            FirstRow(writer, name);
            writer.Lines(
                $$"""
                ref float source = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), first * {{@out}});
                ref float target = ref Unsafe.Add(ref MemoryMarshal.GetReference(transposed), first);
                int tiledRows = Transposition.IsTiled ? rows & -Transposition.Tile : 0;
                int tiledColumns = {{@out}} & -Transposition.Tile;
                // Down the rows first: a cache line of the target is then filled at once.
                for (int column = 0; column < tiledColumns; column += Transposition.Tile)
                {
                    for (int row = 0; row < tiledRows; row += Transposition.Tile)
                        Transposition.WriteTile(ref Unsafe.Add(ref source, row * {{@out}} + column), {{@out}}, ref Unsafe.Add(ref target, column * {{@in}} + row), {{@in}});
                }

                for (int column = 0; column < {{@out}}; column++)
                {
                    for (int row = column < tiledColumns ? tiledRows : 0; row < rows; row++)
                        Unsafe.Add(ref target, column * {{@in}} + row) = Unsafe.Add(ref source, row * {{@out}} + column);
                }
                """);
        }
    }

    private static void FirstRow(CodeWriter writer, string name) => writer.Lines(
        $"""
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint){name}Blocks, nameof(block));
        int first = block * {name}BlockRows;
        int rows = Math.Min({name}BlockRows, {name}In - first);
        """);

    private static void Check(CodeWriter writer, string span, string length) =>
        writer.Lines($"KernelArguments.Check({span}.Length, {length}, nameof({span}));");

    private static void References(CodeWriter writer, string input, string weights, string? bias, string output)
    {
        writer.Lines($"ref float input0 = ref MemoryMarshal.GetReference({input});");
        writer.Lines($"ref float weights0 = ref MemoryMarshal.GetReference({weights});");
        if (bias is not null)
            writer.Lines($"ref float bias0 = ref MemoryMarshal.GetReference({bias});");
        writer.Lines($"ref float output0 = ref MemoryMarshal.GetReference({output});");
    }
}
