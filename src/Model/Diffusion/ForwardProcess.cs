using Unmask.Model.Text;

namespace Unmask.Model.Diffusion;

/// <summary>
/// The forward process of masked diffusion: a slot is masked once the mask rate has risen above its own random number, and stays so. t = 0 is
/// the clean row.
/// </summary>
public static class ForwardProcess
{
    /// <summary>A name's row at timestep <paramref name="t"/>: with the same seed, more and more of the same slots are masked.</summary>
    /// <param name="clean">Clean symbols <c>[slots]</c>.</param>
    /// <param name="alphabet">What they mean.</param>
    /// <param name="t">0 to <paramref name="timesteps"/>.</param>
    /// <param name="timesteps">T of the noise schedule.</param>
    /// <param name="seed">Decides which slots go first.</param>
    public static byte[] Noise(ReadOnlySpan<byte> clean, Alphabet alphabet, int t, int timesteps, ulong seed)
    {
        byte[] row = clean.ToArray();
        double rate = t == 0 ? 0 : NoiseSchedule.MaskRate(t, timesteps);
        for (int slot = 0; slot < row.Length; slot++)
        {
            double number = CounterRandom.Bits(seed, move: 0, slot) / (double)(1L << 32);
            row[slot] = number < rate ? alphabet.Mask : row[slot];
        }
        return row;
    }
}
