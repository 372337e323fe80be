using Unmask.Model.Diffusion;

namespace Unmask.Model.Evaluation;

/// <summary>
/// The exact likelihood of rows under an autoregressive denoiser: the product of p(xᵢ | x₀…xᵢ₋₁) over the letters and the first PAD, all from one
/// pass. What follows the end of a name is certain. An instance serves one thread at a time.
/// </summary>
/// <param name="denoiser">An autoregressive one; used by this instance alone.</param>
/// <param name="capacity">The most rows that go through it together.</param>
internal sealed class ChainRule(IDenoiser denoiser, int capacity)
{
    private readonly float[] _logits = new float[capacity * denoiser.Slots * denoiser.Symbols];

    /// <summary>The negative log-likelihood of each row, in nats.</summary>
    /// <param name="rows">Clean rows <c>[n, Slots]</c>.</param>
    /// <param name="nats">Receives <c>[n]</c>.</param>
    /// <param name="tally">Receives every prediction that counts.</param>
    public void Evaluate(ReadOnlySpan<byte> rows, Span<double> nats, HeldOutTally tally)
    {
        int slots = denoiser.Slots, symbols = denoiser.Symbols, outputs = denoiser.Alphabet.Mask;
        Span<float> logits = _logits.AsSpan(0, rows.Length * symbols);
        denoiser.Predict(rows, 0, logits);
        for (int name = 0; name < nats.Length; name++)
        {
            nats[name] = 0;
            for (int i = name * slots; i < (name + 1) * slots; i++)
            {
                nats[name] += tally.AddPrediction(logits.Slice(i * symbols, outputs), rows[i]);
                if (rows[i] != denoiser.Alphabet.Pad)
                    continue;
                if (rows[i..((name + 1) * slots)].ContainsAnyExcept(denoiser.Alphabet.Pad))
                    nats[name] = double.PositiveInfinity;
                break;
            }
        }
    }
}
