using System.Numerics.Tensors;
using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// Infilling by an autoregressive denoiser: from left to right, each masked slot gets the likeliest symbol after those before it. Known
/// symbols behind a slot do not count, as they do for a diffusing denoiser. After an end everything is PAD.
/// </summary>
/// <param name="denoiser">An autoregressive one; used by this instance alone.</param>
/// <param name="capacity">The most rows that go through it together.</param>
internal sealed class CausalInfilling(IDenoiser denoiser, int capacity)
{
    private readonly byte[] _filled = new byte[capacity * denoiser.Slots], _asked = new byte[capacity * denoiser.Slots];
    private readonly float[] _logits = new float[capacity * denoiser.Slots * denoiser.Symbols];
    private readonly float[] _end = CertainOf(denoiser.Alphabet.Mask, denoiser.Alphabet.Pad);

    /// <summary>Fills every masked slot and counts the right ones.</summary>
    /// <param name="noisy">Rows <c>[n, Slots]</c> with MASK in them.</param>
    /// <param name="rows">The same rows, clean.</param>
    /// <param name="masked">Masked slots of every row.</param>
    /// <param name="tally">Receives the counts.</param>
    public void Fill(ReadOnlySpan<byte> noisy, ReadOnlySpan<byte> rows, int masked, HeldOutTally tally)
    {
        int slots = denoiser.Slots, symbols = denoiser.Symbols, outputs = denoiser.Alphabet.Mask;
        Span<byte> filled = _filled.AsSpan(0, noisy.Length);
        noisy.CopyTo(filled);
        for (int slot = 0; slot < slots; slot++)
        {
            Ask(filled, slot);
            int asked = 0;
            for (int i = slot; i < filled.Length; i += slots)
            {
                if (noisy[i] != denoiser.Alphabet.Mask)
                    continue;
                ReadOnlySpan<float> own = HasEnded(filled, i, slot) ? _end : _logits.AsSpan(((asked++ * slots) + slot) * symbols, outputs);
                tally.AddInfilling(own, rows[i], masked);
                filled[i] = (byte)TensorPrimitives.IndexOfMax(own);
            }
        }
    }

    /// <summary>Predicts, packed one behind the other, the rows in which the slot is masked and not settled by an end.</summary>
    private void Ask(ReadOnlySpan<byte> filled, int slot)
    {
        int slots = denoiser.Slots, length = 0;
        for (int row = 0; row < filled.Length; row += slots)
        {
            if (filled[row + slot] != denoiser.Alphabet.Mask || HasEnded(filled, row + slot, slot))
                continue;
            filled.Slice(row, slots).CopyTo(_asked.AsSpan(length));
            length += slots;
        }
        denoiser.Predict(_asked.AsSpan(0, length), 0, _logits.AsSpan(0, length * denoiser.Symbols));
    }

    private bool HasEnded(ReadOnlySpan<byte> filled, int i, int slot) => slot > 0 && filled[i - 1] == denoiser.Alphabet.Pad;

    private static float[] CertainOf(int outputs, byte symbol)
    {
        float[] logits = new float[outputs];
        logits[symbol] = 1;
        return logits;
    }
}
