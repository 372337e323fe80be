using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Tests;

/// <summary>A denoiser whose likeliest name is "abcd": slot i prefers the i-th letter, and from the fifth slot on the end.</summary>
internal sealed class StandInDenoiser(Alphabet? alphabet = null, int slots = 6) : IDenoiser
{
    private const int Letters = 4;

    public string Architecture => "stand-in";

    public Alphabet Alphabet { get; } = alphabet ?? Alphabet.English;

    public int Slots => slots;

    public int Timesteps => 10;

    public string Fingerprint => "57a4d157a4d157a4";

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int symbols = Alphabet.Symbols;
        logits.Clear();
        for (int slot = 0; slot < logits.Length / symbols; slot++)
            logits[slot * symbols + (slot % Slots < Letters ? slot % Slots : Alphabet.Pad)] = 4;
    }

    public IDenoiser Fork() => new StandInDenoiser(Alphabet, slots);
}
