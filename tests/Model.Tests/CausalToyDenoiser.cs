using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests;

/// <summary>An autoregressive denoiser made of any: before a slot is predicted, it and all behind it are masked.</summary>
internal sealed class CausalToyDenoiser(IDenoiser inner) : IDenoiser
{
    public string Architecture => "causal toy";

    public Alphabet Alphabet => inner.Alphabet;

    public int Slots => inner.Slots;

    public int Timesteps => inner.Slots;

    public bool IsCausal => true;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int slots = Slots, symbols = Alphabet.Symbols;
        byte[] seen = new byte[slots];
        float[] own = new float[slots * symbols];
        for (int i = 0; i < rows.Length; i++)
        {
            int slot = i % slots;
            Array.Fill(seen, Alphabet.Mask);
            rows.Slice(i - slot, slot).CopyTo(seen);
            inner.Predict(seen, 0, own);
            own.AsSpan(slot * symbols, symbols).CopyTo(logits[(i * symbols)..]);
        }
    }

    public IDenoiser Fork() => new CausalToyDenoiser(inner.Fork());
}
