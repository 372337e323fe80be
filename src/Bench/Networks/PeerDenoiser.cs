using Unmask.Model.Architectures;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Bench.Networks;

/// <summary>
/// A denoiser without generated kernels, to compare with them: same weights, same logits up to rounding. It processes one row
/// after another and computes every product in full. It has only the shortcut that all contenders have: a one-hot input is a
/// sum of weight rows.
/// </summary>
internal abstract class PeerDenoiser : IDenoiser
{
    private protected PeerDenoiser(string architecture, Alphabet alphabet, int slots, int timesteps)
    {
        Architecture = architecture;
        Alphabet = alphabet;
        Slots = slots;
        Timesteps = timesteps;
    }

    public string Architecture { get; }

    public Alphabet Alphabet { get; }

    public int Slots { get; }

    public int Timesteps { get; }

    private int Logits => Slots * Alphabet.Symbols;

    public void Predict(ReadOnlySpan<byte> rows, float time, Span<float> logits)
    {
        int count = KernelDenoiser.CountRows(this, rows, logits);
        for (int row = 0; row < count; row++)
            PredictRow(rows.Slice(row * Slots, Slots), time, logits.Slice(row * Logits, Logits));
    }

    public abstract IDenoiser Fork();

    /// <summary>One row [slots] → its logits [slots, symbols].</summary>
    private protected abstract void PredictRow(ReadOnlySpan<byte> row, float time, Span<float> logits);
}
