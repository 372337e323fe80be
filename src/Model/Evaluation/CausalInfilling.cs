using System.Numerics.Tensors;
using Unmask.Model.Denoisers;

namespace Unmask.Model.Evaluation;

/// <summary>
/// How an autoregressive denoiser fills masked slots: from left to right, each with what it finds likeliest after the symbols before it. It
/// sees known symbols before a slot but none behind it, which is what diffusion has over it. After an end everything is PAD.
/// </summary>
/// <param name="denoiser">An autoregressive one; used by this instance alone.</param>
/// <param name="capacity">The most rows that go through it together.</param>
internal sealed class CausalInfilling(IDenoiser denoiser, int capacity)
{
    private readonly byte[] _filled = new byte[capacity * denoiser.Slots];
    private readonly float[] _logits = new float[capacity * denoiser.Slots * denoiser.Symbols];
    private readonly float[] _end = CertainOf(denoiser.Alphabet.Mask, denoiser.Alphabet.Pad);

    /// <summary>Fills every masked slot and counts the right ones.</summary>
    /// <param name="noisy">Rows <c>[n, Slots]</c> with MASK in them.</param>
    /// <param name="rows">The same clean.</param>
    /// <param name="masked">How many slots of each are masked.</param>
    /// <param name="tally">Counts them.</param>
    public void Fill(ReadOnlySpan<byte> noisy, ReadOnlySpan<byte> rows, int masked, HeldOutTally tally)
    {
        int slots = denoiser.Slots, symbols = denoiser.Symbols, outputs = denoiser.Alphabet.Mask;
        Span<byte> filled = _filled.AsSpan(0, noisy.Length);
        Span<float> logits = _logits.AsSpan(0, noisy.Length * symbols);
        noisy.CopyTo(filled);
        for (int slot = 0; slot < slots; slot++)
        {
            denoiser.Predict(filled, 0, logits);
            for (int i = slot; i < filled.Length; i += slots)
            {
                if (noisy[i] != denoiser.Alphabet.Mask)
                    continue;
                bool ended = slot > 0 && filled[i - 1] == denoiser.Alphabet.Pad;
                ReadOnlySpan<float> own = ended ? _end : logits.Slice(i * symbols, outputs);
                tally.AddInfilling(own, rows[i], masked);
                filled[i] = (byte)TensorPrimitives.IndexOfMax(own);
            }
        }
    }

    private static float[] CertainOf(int outputs, byte symbol)
    {
        float[] logits = new float[outputs];
        logits[symbol] = 1;
        return logits;
    }
}
