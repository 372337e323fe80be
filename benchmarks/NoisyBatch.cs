using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Benchmarks;

/// <summary>Names of the training set, and the same with about half of their slots masked; always the same ones.</summary>
internal sealed class NoisyBatch
{
    public NoisyBatch(IDenoiser denoiser, int rows)
    {
        int slots = denoiser.Slots;
        byte[] clean = NameSet.LoadBuiltIn(denoiser.Alphabet, slots).TrainingRows(slots);
        int stride = clean.Length / slots / rows;
        Targets = new byte[rows * slots];
        for (int row = 0; row < rows; row++)
            clean.AsSpan(row * stride * slots, slots).CopyTo(Targets.AsSpan(row * slots));
        var random = new Random(1);
        Rows = [.. Targets.Select(symbol => random.Next(2) == 0 ? denoiser.Alphabet.Mask : symbol)];
    }

    /// <summary>Clean rows [n, slots].</summary>
    public byte[] Targets { get; }

    /// <summary>Noisy rows [n, slots].</summary>
    public byte[] Rows { get; }
}
