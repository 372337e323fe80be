using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Tests;

/// <summary>A denoiser that takes its time.</summary>
internal sealed class SlowDenoiser(IDenoiser inner, TimeSpan pause) : IDenoiser
{
    public string Architecture => inner.Architecture;

    public Alphabet Alphabet => inner.Alphabet;

    public int Slots => inner.Slots;

    public int Timesteps => inner.Timesteps;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        Thread.Sleep(pause);
        inner.Predict(rows, time, logits);
    }

    public IDenoiser Fork() => new SlowDenoiser(inner.Fork(), pause);
}
