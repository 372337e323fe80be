using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Model.Tests.Diffusion;

/// <summary>A <see cref="HashDenoiser"/> that says how often it was asked, and refuses when it is told to.</summary>
internal sealed class CountingDenoiser : IDenoiser
{
    private readonly HashDenoiser _denoiser = new(Alphabet.English, 12);

    public int Calls { get; private set; }

    public int Rows { get; private set; }

    public bool Refuses { get; set; }

    public string Architecture => "counting";

    public Alphabet Alphabet => _denoiser.Alphabet;

    public int Slots => _denoiser.Slots;

    public int Timesteps => _denoiser.Timesteps;

    public bool TakesTime => false;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        Calls++;
        Rows += rows.Length / Slots;
        if (Refuses)
            throw new InvalidOperationException("told to refuse");
        _denoiser.Predict(rows, time, logits);
    }

    public IDenoiser Fork() => this;
}
