using Unmask.Model.Learning;

namespace Unmask.Model.Tests;

/// <summary>A random batch of 16 slots: some masked, some without weight in the loss.</summary>
internal sealed record NoisyRows(byte[] Noisy, byte[] Clean, float[] LossWeights)
{
    private const int Slots = 16;
    private const byte Mask = 27;

    public static NoisyRows Random(int count, int seed)
    {
        var random = new Random(seed);
        byte[] noisy = new byte[count * Slots], clean = new byte[count * Slots];
        float[] weights = new float[count * Slots];
        for (int i = 0; i < noisy.Length; i++)
        {
            clean[i] = (byte)random.Next(Mask);
            noisy[i] = random.Next(2) == 0 ? Mask : clean[i];
            weights[i] = random.Next(5) == 0 ? 0 : random.NextSingle() / noisy.Length;
        }

        return new(noisy, clean, weights);
    }

    /// <summary>One step of AdamW on these rows, with every setting in use.</summary>
    public float Step(ITrainableDenoiser training, int number) => training.Step(
        Noisy, Clean, LossWeights, 0.5f, new OptimizerStep(number, 3e-3f, 0.9f, 0.99f, 1e-8f, 0.01f, 1f, LearnsMask: true, AverageDecay: 0.9f));
}
