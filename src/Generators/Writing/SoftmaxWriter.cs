using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// Writes the part that softmax and cross-entropy share: a row in blocks of 16 symbols that stay in registers. The last block ends with the
/// row and skips its overlap with the block before, so nothing is read beyond the row. A row of fewer than 16 symbols is
/// copied into a buffer of one block. The largest logit is subtracted, so that nothing overflows. Sums run over 16 columns side by
/// side, then fold the upper half onto the lower half: the same tree on every width.
/// </summary>
/// <param name="writer">Receives the text.</param>
/// <param name="symbols">Symbols of a row.</param>
/// <param name="lane">The width of the body.</param>
internal sealed class SoftmaxWriter(CodeWriter writer, int symbols, Lane lane)
{
    /// <summary>Most symbols of a slot: every symbol is one bit of a 64-bit set.</summary>
    public const int MaxSymbols = 64;

    /// <summary>Operations per symbol: maximum, subtraction, exponential (18), sum and scaling.</summary>
    public const long FlopsPerSymbol = 22;

    private const int Block = BlockReduction.Block;

    private readonly int _blocks = (symbols + Block - 1) / Block;
    private readonly int _parts = BlockReduction.Parts(lane);

    private bool IsBuffered => symbols < Block;

    /// <summary>The buffer, if needed, before the loop over rows.</summary>
    public void WriteBuffer()
    {
        if (IsBuffered)
            writer.Lines($"Span<float> buffer = stackalloc float[{Block}];").Lines("ref float e = ref MemoryMarshal.GetReference(buffer);");
    }

    /// <summary>
    /// From the logits at <c>x</c>, the local <c>bits</c> and the expression <paramref name="scale"/>: declares the exponentials, <c>max</c>
    /// and <c>sum</c>.
    /// </summary>
    public void WriteExponentials(string? scale)
    {
        string source = IsBuffered ? "e" : "x";
        if (IsBuffered)
            writer.Lines($"MemoryMarshal.CreateReadOnlySpan(ref x, {symbols}).CopyTo(buffer);");
        for (int block = 0; block < _blocks; block++)
        {
            // Skips the overlap with the block before.
            uint own = 0xffffu << ((block * Block) - Offset(block)) & 0xffffu;
            writer.Lines($"uint block{block} = (uint)(bits >> {Offset(block)}) & 0x{own:x4}u;");
            for (int part = 0; part < _parts; part++)
            {
                string value = lane.Load(source, $"{Offset(block) + (part * lane.Width)}") + (scale is null ? "" : $" * {lane.Broadcast(scale)}");
                writer.Lines($"{lane.Type} {Term(block, part)} = VectorMath.Where(block{block}{(part == 0 ? "" : $" >> {part * lane.Width}")}, {value});");
            }
        }

        // A NaN that this maximum loses is still in the sum.
        Reduce("m", lane.MaxNative);
        writer.Lines("float max = VectorMath.Max(m0);");
        for (int block = 0; block < _blocks; block++)
        {
            for (int part = 0; part < _parts; part++)
                writer.Lines($"{Term(block, part)} = VectorMath.Exp({Term(block, part)} - {lane.Broadcast("max")});");
        }

        Reduce("s", (a, b) => $"{a} + {b}");
        writer.Lines("float sum = VectorMath.Sum(s0);");
    }

    /// <summary>Stores <paramref name="value"/> of every exponential at the reference <paramref name="target"/>.</summary>
    public void WriteResult(string target, Func<string, string> value)
    {
        string place = IsBuffered ? "e" : target;
        // Backwards from the last block: the block before it then corrects their overlap.
        for (int block = _blocks - 1; block >= 0; block--)
        {
            for (int part = 0; part < _parts; part++)
                writer.Lines(lane.Store($"({value(Term(block, part))})", place, $"{Offset(block) + (part * lane.Width)}"));
        }

        if (IsBuffered)
            writer.Lines($"buffer[..{symbols}].CopyTo(MemoryMarshal.CreateSpan(ref {target}, {symbols}));");
    }

    private static string Term(int block, int part) => $"z{block}_{part}";

    private int Offset(int block) => IsBuffered ? 0 : Math.Min(block * Block, symbols - Block);

    /// <summary>Declares <paramref name="name"/>0 as all terms of each of its columns, and its other parts with it.</summary>
    private void Reduce(string name, Func<string, string, string> combine)
    {
        for (int part = 0; part < _parts; part++)
        {
            string all = Enumerable.Range(0, _blocks).Select(block => Term(block, part)).Aggregate(combine);
            writer.Lines($"{lane.Type} {name}{part} = {all};");
        }

        BlockReduction.Halve(writer, lane, name, combine);
    }
}
