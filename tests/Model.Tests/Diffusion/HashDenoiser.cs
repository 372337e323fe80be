using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>A denoiser whose logits are a hash of the row: cheap, sensitive to every symbol, and the same on every machine.</summary>
internal sealed class HashDenoiser(Alphabet alphabet, int slots) : IDenoiser
{
    public string Architecture => "hash";

    public Alphabet Alphabet => alphabet;

    public int Slots => slots;

    public int Timesteps => 40;

    public string? Fingerprint => "0123456789abcdef";

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int symbols = alphabet.Symbols;
        for (int n = 0; n < rows.Length / slots; n++)
        {
            uint hash = 2166136261;
            foreach (byte symbol in rows.Slice(n * slots, slots))
                hash = (hash ^ symbol) * 16777619;
            for (int i = 0; i < slots * symbols; i++)
            {
                hash = hash * 1664525 + 1013904223;
                logits[n * slots * symbols + i] = (hash >> 16) / 65536f * 4 - 2;
            }
        }
    }

    public IDenoiser Fork() => this;
}
