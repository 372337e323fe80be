using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Window.Tests;

/// <summary>Another denoiser with two heads: the first looks at near slots, the second at the first slot and its own.</summary>
internal sealed class LookingDenoiser(IDenoiser inner) : IAttendingDenoiser
{
    public string Architecture => "looking";

    public Alphabet Alphabet => inner.Alphabet;

    public int Slots => inner.Slots;

    public int Timesteps => inner.Timesteps;

    public bool TakesTime => inner.TakesTime;

    public string? Fingerprint => inner.Fingerprint;

    public int Heads => 2;

    public void ReadAttention(ReadOnlySpan<byte> row, float time, int slot, Span<float> weights)
    {
        float sum = 0;
        for (int key = 0; key < Slots; key++)
        {
            weights[key] = 1f / (1 << Math.Min(8, 2 * Math.Abs(key - slot)));
            sum += weights[key];
            weights[Slots + key] = (key == 0 ? 0.75f : 0) + (key == slot ? 0.25f : 0);
        }
        foreach (ref float weight in weights[..Slots])
            weight /= sum;
    }

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits) => inner.Predict(rows, time, logits);

    public IDenoiser Fork() => new LookingDenoiser(inner.Fork());
}
