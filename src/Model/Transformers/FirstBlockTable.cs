using Unmask.Model.Tensors;

namespace Unmask.Model.Transformers;

/// <summary>
/// The queries, keys and values of the first block for every slot with every symbol: [28, 16, 3 · 64]. Nothing mixes slots before the first attention,
/// and without a time input nothing else comes in, so a prediction looks them up instead of computing them. The kernels themselves make the
/// table, so the bits are the same.
/// </summary>
internal sealed class FirstBlockTable<TKernels>
    where TKernels : ITransformerKernels
{
    private static readonly TransformerShape Shape = TKernels.Shape;

    private readonly AlignedFloats _values;

    /// <param name="weights">Weights without a time input, which do not change any more.</param>
    /// <param name="packed">Their packed matrices.</param>
    public FirstBlockTable(TransformerTensors weights, TransformerTensors packed)
    {
        int rowLength = 3 * Shape.State;
        _values = new(weights.Symbols * rowLength);
        AlignedFloats state = new(Shape.State), norm = new(Shape.State);
        byte[] row = new byte[Shape.Slots];
        for (int symbol = 0; symbol < weights.Symbols; symbol++)
        {
            Array.Fill(row, (byte)symbol);
            TKernels.Embed(row, weights.SymbolVectors, weights.SlotVectors, state.Span);                                     // [16] → [16, 64]
            TKernels.Normalize(state.Span, weights.BlockAt(0).Norm1, norm.Span);                                             // [16, 64]
            TKernels.ProjectQkv(norm.Span, packed.BlockAt(0).Qkv, _values.Span.Slice(symbol * rowLength, rowLength));        // [16, 64] → [16, 3 · 64]
        }
    }

    /// <summary>Looks up what the slots of some rows have.</summary>
    /// <param name="inputs">What the slots take [n, 16].</param>
    /// <param name="queriesKeysValues">Receives [n, 16, 3 · 64].</param>
    public void Read(ReadOnlySpan<byte> inputs, Span<float> queriesKeysValues)
    {
        int length = 3 * Shape.Width;
        ReadOnlySpan<float> values = _values.Span;
        for (int first = 0; first < inputs.Length; first += Shape.Slots)
        {
            for (int slot = 0; slot < Shape.Slots; slot++)
                values.Slice(((inputs[first + slot] * Shape.Slots) + slot) * length, length).CopyTo(queriesKeysValues[((first + slot) * length)..]);
        }
    }
}
