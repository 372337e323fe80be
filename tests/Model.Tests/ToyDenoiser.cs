using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests;

/// <summary>
/// A scalar denoiser whose every prediction depends on every slot and on the time: logit = bias[slot, symbol] + Σ over slots of
/// weight[slot, symbol, other slot, its symbol], pseudo-random, times (1 + time).
/// </summary>
internal sealed class ToyDenoiser(int slots, Alphabet alphabet, float scale = 1) : IDenoiser
{
    public string Architecture => "toy";

    public Alphabet Alphabet => alphabet;

    public int Slots => slots;

    public int Symbols => alphabet.Symbols;

    public int Timesteps => 10;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        for (int row = 0; row < rows.Length; row += slots)
        {
            for (int slot = 0; slot < slots; slot++)
            {
                for (int symbol = 0; symbol < Symbols; symbol++)
                {
                    float sum = Weight(slot, symbol, slots, 0);
                    for (int other = 0; other < slots; other++)
                        sum += Weight(slot, symbol, other, rows[row + other]);
                    logits[(row + slot) * Symbols + symbol] = sum * (1 + time) * scale;
                }
            }
        }
    }

    public IDenoiser Fork() => new ToyDenoiser(slots, alphabet, scale);

    /// <summary>−0.5 to 0.5, the same on every machine.</summary>
    private static float Weight(int slot, int symbol, int other, int otherSymbol)
    {
        uint x = (uint)(((slot * 67 + symbol) * 67 + other) * 67 + otherSymbol) * 2654435761u;
        x ^= x >> 15;
        x *= 2246822519u;
        x ^= x >> 13;
        return x / (float)uint.MaxValue - 0.5f;
    }
}
