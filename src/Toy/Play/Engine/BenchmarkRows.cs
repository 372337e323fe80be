using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Engine;

/// <summary>What denoisers are given to predict in a benchmark: always the same rows.</summary>
internal sealed class BenchmarkRows
{
    /// <summary>Rows of a batch, and how many of them are predicted one by one.</summary>
    public const int BatchRows = 64, SingleRows = 8;

    public BenchmarkRows(IDenoiser denoiser)
    {
        int slots = denoiser.Slots;
        byte mask = denoiser.Alphabet.Mask;
        byte[] names = NameSet.LoadBuiltIn(denoiser.Alphabet, slots).TrainingRows(slots);
        int stride = names.Length / slots / BatchRows;
        Clean = new byte[BatchRows * slots];
        for (int row = 0; row < BatchRows; row++)
            names.AsSpan(row * stride * slots, slots).CopyTo(Clean.AsSpan(row * slots));

        Batch = [.. Clean];
        int[] order = [.. Enumerable.Range(0, slots)];
        var random = new Random(1);
        for (int row = 0; row < BatchRows; row++)
        {
            random.Shuffle(order);
            // 5 has no divisor in common with 12 or 16, so that every number of masked slots comes up.
            foreach (int slot in order.AsSpan(0, 1 + (row * 5 % slots)))
                Batch[(row * slots) + slot] = mask;
        }
        Singles = Batch[..(SingleRows * slots)];

        OneSlotApart = [.. Enumerable.Range(0, SingleRows).SelectMany(_ => Clean.Take(slots))];
        for (int row = 0; row < SingleRows; row++)
        {
            // One slot after another is masked, and then revealed again: slot i is masked in rows i + 1 to i + 4.
            for (int slot = 0; slot < SingleRows / 2; slot++)
            {
                if (row > slot && row <= slot + (SingleRows / 2))
                    OneSlotApart[(row * slots) + slot] = mask;
            }
        }
    }

    /// <summary>Names of the training set from common to rare: [64, slots].</summary>
    public byte[] Clean { get; }

    /// <summary>The same with one masked slot up to all of them.</summary>
    public byte[] Batch { get; }

    /// <summary>The first eight of the batch.</summary>
    public byte[] Singles { get; }

    /// <summary>Eight rows of which each differs from the one before in a single slot, and the first from the last.</summary>
    public byte[] OneSlotApart { get; }
}
