namespace Unmask.Generators.Writing;

/// <summary>Writes the backward twins of a linear layer. The constants <c>{name}In</c> and <c>{name}Out</c> must exist.</summary>
/// <param name="writer">Receives the text.</param>
/// <param name="access">Accessibility of the layer.</param>
/// <param name="name">Name of the layer.</param>
/// <param name="inputs">Inputs of a row.</param>
/// <param name="outputs">Outputs of a row.</param>
internal sealed class LinearTwins(CodeWriter writer, string access, string name, int inputs, int outputs)
{
    /// <summary>Rows of weights in a block; one call handles one block.</summary>
    public const int BlockRows = 16;

    private readonly string _in = $"{name}In", _out = $"{name}Out";

    /// <summary>Whether there is a whole block, which makes fixed squares worthwhile.</summary>
    private bool IsTransposedInTiles => inputs >= BlockRows;

    public void WriteConstants() => writer.Lines($"{access} const int {_in} = {inputs}, {_out} = {outputs};");

    public void WriteBlockConstants() => writer.Lines(
        $"""

        /// <summary>Blocks of weights for threads to share, and rows of weights in a block (the last one can have fewer).</summary>
        {access} const int {name}Blocks = {(inputs + BlockRows - 1) / BlockRows}, {name}BlockRows = {BlockRows};
        """);

    public void WriteBackwardInput()
    {
        var product = new Product($"{name}BackwardInput", inputs, _out, _out, "1", _in, _in);
        writer.Lines().Lines($"/// <summary>inputGradient [n, {inputs}] = outputGradient [n, {outputs}] · transposedWeights [{outputs}, {inputs}].</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardInput(ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> transposedWeights, Span<float> inputGradient)"))
        {
            writer.Lines(
                $"""
                int rows = KernelArguments.Rows(outputGradient.Length, {_out}, nameof(outputGradient));
                KernelArguments.Check(transposedWeights.Length, {_in} * {_out}, nameof(transposedWeights));
                KernelArguments.Check(inputGradient.Length, rows * {_in}, nameof(inputGradient));
                ref float input0 = ref MemoryMarshal.GetReference(outputGradient);
                ref float weights0 = ref MemoryMarshal.GetReference(transposedWeights);
                ref float output0 = ref MemoryMarshal.GetReference(inputGradient);
                """);
            ProductWriter.WriteDispatch(writer, product);
        }

        ProductWriter.WriteBodies(writer, product);
    }

    /// <summary>Writes the gradient of the weights, one block of rows for each call, so that threads can share the work.</summary>
    public void WriteBlockBackwardWeights()
    {
        Product product = WeightsProduct(accumulates: false);
        writer.Lines().Lines($"/// <summary>One block of weightGradient [{inputs}, {outputs}] = inputᵀ [{inputs}, n] · outputGradient [n, {outputs}].</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardWeights(int block, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient)"))
        {
            WriteWeightsChecks();
            WriteFirstRow();
            WriteWeightsReferences();
            writer.Lines("input0 = ref Unsafe.Add(ref input0, first);");
            writer.Lines($"output0 = ref Unsafe.Add(ref output0, first * {_out});");
            ProductWriter.WriteDispatch(writer, product);
        }

        ProductWriter.WriteBodies(writer, product);
    }

    /// <summary>Writes the gradient of the weights, added to its target, so that a batch can be differentiated in parts.</summary>
    public void WriteBackwardWeights()
    {
        Product product = WeightsProduct(accumulates: true);
        writer.Lines().Lines($"/// <summary>weightGradient [{inputs}, {outputs}] += inputᵀ [{inputs}, n] · outputGradient [n, {outputs}].</summary>");
        using (writer.OpenKernel($"{access} static void {name}BackwardWeights(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> weightGradient)"))
        {
            WriteWeightsChecks();
            WriteWeightsReferences();
            writer.Lines("ref float residual0 = ref output0;").Lines($"const int rows = {_in};");
            ProductWriter.WriteDispatch(writer, product);
        }

        ProductWriter.WriteBodies(writer, product);
    }

    public void WriteTranspose()
    {
        writer.Lines().Lines($"/// <summary>transposed [{outputs}, {inputs}] = weightsᵀ, for <see cref=\"{name}BackwardInput\"/>.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Transpose(ReadOnlySpan<float> weights, Span<float> transposed)"))
        {
            WriteTransposeChecks();
            writer.Lines(
                """
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float transposed0 = ref MemoryMarshal.GetReference(transposed);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Transpose", "ref weights0, ref transposed0");
        }

        TransposeWriter.WriteBodies(writer, $"{name}Transpose", inputs, outputs, _out, _in, factor: null);
    }

    /// <summary>Writes the method that stores the weights in the order in which <paramref name="forward"/> reads them.</summary>
    public void WritePack(Product forward)
    {
        writer.Lines().Lines($"/// <summary>packed [{inputs} · {outputs}] = weights [{inputs}, {outputs}] in the order in which <see cref=\"{name}\"/> reads them on this processor.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Pack(ReadOnlySpan<float> weights, Span<float> packed)"))
        {
            writer.Lines(
                $"""
                KernelArguments.Check(weights.Length, {_in} * {_out}, nameof(weights));
                KernelArguments.Check(packed.Length, {_in} * {_out}, nameof(packed));
                ref float weights0 = ref MemoryMarshal.GetReference(weights);
                ref float packed0 = ref MemoryMarshal.GetReference(packed);
                """);
            RowLoops.WriteDispatch(writer, $"{name}Pack", "ref weights0, ref packed0");
        }

        ProductWriter.WritePackBodies(writer, forward, $"{name}Pack");
    }

    /// <summary>Writes the transpose of one block of rows for each call.</summary>
    public void WriteBlockTranspose()
    {
        writer.Lines().Lines($"/// <summary>One block of transposed [{outputs}, {inputs}] = weightsᵀ, for <see cref=\"{name}BackwardInput\"/>.</summary>");
        using (writer.OpenKernel($"{access} static void {name}Transpose(int block, ReadOnlySpan<float> weights, Span<float> transposed)"))
        {
            WriteTransposeChecks();
            WriteFirstRow();
            if (IsTransposedInTiles)
            {
                writer.Lines(
                    $$"""
                    if (rows == {{name}}BlockRows)
                    {
                        ref float block0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), first * {{_out}});
                        ref float transposed0 = ref Unsafe.Add(ref MemoryMarshal.GetReference(transposed), first);
                    """);
                RowLoops.WriteDispatch(writer, $"{name}Transpose", "ref block0, ref transposed0");
                writer.Lines("    return;").Lines("}").Lines();
            }

            writer.Lines(
                $$"""
                for (int column = 0; column < {{_out}}; column++)
                {
                    ref float source = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), first * {{_out}} + column);
                    ref float target = ref Unsafe.Add(ref MemoryMarshal.GetReference(transposed), column * {{_in}} + first);
                    for (int row = 0; row < rows; row++)
                        Unsafe.Add(ref target, row) = Unsafe.Add(ref source, row * {{_out}});
                }
                """);
        }

        if (IsTransposedInTiles)
            TransposeWriter.WriteBodies(writer, $"{name}Transpose", BlockRows, outputs, _out, _in, factor: null);
    }

    private void WriteTransposeChecks() => writer.Lines(
        $"""
        KernelArguments.Check(weights.Length, {_in} * {_out}, nameof(weights));
        KernelArguments.Check(transposed.Length, {_in} * {_out}, nameof(transposed));
        """);

    private Product WeightsProduct(bool accumulates) => new(
        $"{name}BackwardWeights", outputs, "depth", "1", _in, _out, _out, DepthIsParameter: true, HasResidual: accumulates);

    private void WriteWeightsChecks() => writer.Lines(
        $"""
        int depth = KernelArguments.Rows(input.Length, {_in}, nameof(input));
        KernelArguments.Check(outputGradient.Length, depth * {_out}, nameof(outputGradient));
        KernelArguments.Check(weightGradient.Length, {_in} * {_out}, nameof(weightGradient));
        """);

    private void WriteWeightsReferences() => writer.Lines(
        """
        ref float input0 = ref MemoryMarshal.GetReference(input);
        ref float weights0 = ref MemoryMarshal.GetReference(outputGradient);
        ref float output0 = ref MemoryMarshal.GetReference(weightGradient);
        """);

    private void WriteFirstRow() => writer.Lines(
        $"""
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint){name}Blocks, nameof(block));
        int first = block * {name}BlockRows;
        int rows = Math.Min({name}BlockRows, {_in} - first);
        """);
}
