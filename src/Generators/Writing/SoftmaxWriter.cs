using Unmask.Generators.Planning;

namespace Unmask.Generators.Writing;

/// <summary>
/// Writes the part that softmax and cross-entropy share. The row is copied into a buffer of whole blocks of 16, where excluded symbols and the
/// padding become −∞; the largest is subtracted, so that nothing overflows; sums run over 16 columns side by side, then upper half onto
/// lower half, which is one tree on every width.
/// </summary>
internal static class SoftmaxWriter
{
    private const int Block = BlockReduction.Block;

    /// <summary>Most symbols of a slot: every symbol is one bit of a 64-bit set.</summary>
    public const int MaxSymbols = 64;

    public static int Padded(int symbols) => (symbols + Block - 1) / Block * Block;

    /// <summary>
    /// From the logits at <c>x</c>, the local <c>bits</c> and the expression <paramref name="scale"/>: leaves exponentials in the buffer
    /// <c>e</c> and declares <c>max</c> and <c>sum</c>.
    /// </summary>
    public static void WriteExponentials(CodeWriter writer, string symbols, Lane lane, string? scale)
    {
        int parts = BlockReduction.Parts(lane);
        writer.Lines(
            $"""
            MemoryMarshal.CreateReadOnlySpan(ref x, {symbols}).CopyTo(buffer);
            """);
        BlockReduction.Declare(writer, lane, "m", lane.Broadcast("float.NegativeInfinity"));
        using (writer.Open($"for (int column = 0; column < {symbols}Padded; column += {Block})"))
        {
            writer.Lines("uint block = (uint)(bits >> column);");
            for (int part = 0; part < parts; part++)
            {
                string offset = BlockReduction.Offset(lane, "column", part);
                string value = lane.Load("e", offset) + (scale is null ? "" : $" * {lane.Broadcast(scale)}");
                writer.Lines($"{lane.Type} z{part} = VectorMath.Where(block{(part == 0 ? "" : $" >> {part * lane.Width}")}, {value});");
                writer.Lines(lane.Store($"z{part}", "e", offset));
                writer.Lines($"m{part} = {lane.Call("Max", $"m{part}", $"z{part}")};");
            }
        }

        BlockReduction.Halve(writer, lane, "m", (a, b) => lane.Call("Max", a, b));
        writer.Lines("float max = VectorMath.Max(m0);");
        BlockReduction.Declare(writer, lane, "s", lane.Zero);
        using (writer.Open($"for (int column = 0; column < {symbols}Padded; column += {Block})"))
        {
            for (int part = 0; part < parts; part++)
            {
                string offset = BlockReduction.Offset(lane, "column", part);
                writer.Lines($"{lane.Type} z{part} = VectorMath.Exp({lane.Load("e", offset)} - {lane.Broadcast("max")});");
                writer.Lines(lane.Store($"z{part}", "e", offset));
                writer.Lines($"s{part} += z{part};");
            }
        }

        BlockReduction.Halve(writer, lane, "s", (a, b) => $"{a} + {b}");
        writer.Lines("float sum = VectorMath.Sum(s0);");
    }
}
