using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>A toy denoiser that looks at the row alone; a causal one looks at the slots before each alone, as an autoregressive model does.</summary>
internal sealed class TimelessDenoiser(IDenoiser inner, bool isCausal = false) : IDenoiser
{
    public string Architecture => isCausal ? "causal toy" : "timeless toy";

    public Alphabet Alphabet => inner.Alphabet;

    public int Slots => inner.Slots;

    public int Timesteps => inner.Timesteps;

    public bool TakesTime => false;

    public bool IsCausal => isCausal;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        if (!isCausal)
        {
            inner.Predict(rows, 0, logits);
            return;
        }
        int symbols = inner.Symbols;
        Span<byte> seen = stackalloc byte[Slots];
        Span<float> made = stackalloc float[Slots * symbols];
        for (int start = 0; start < rows.Length; start += Slots)
        {
            seen.Fill(Alphabet.Mask);
            for (int slot = 0; slot < Slots; slot++)
            {
                inner.Predict(seen, 0, made);
                made.Slice(slot * symbols, symbols).CopyTo(logits[((start + slot) * symbols)..]);
                seen[slot] = rows[start + slot];
            }
        }
    }

    public IDenoiser Fork() => new TimelessDenoiser(inner.Fork(), isCausal);
}
