using Unmask.Model.Diffusion;
using Unmask.Model.Text;

namespace Unmask.Toy.Play.Engine;

/// <summary>The rows that denoisers predict in a benchmark: always the same.</summary>
internal sealed class BenchmarkRows
{
    /// <summary>Rows of a batch, and of the part that is predicted row by row.</summary>
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
            // 5 has no common divisor with 12 or 16, so every number of masked slots occurs.
            foreach (int slot in order.AsSpan(0, 1 + (row * 5 % slots)))
                Batch[(row * slots) + slot] = mask;
        }
        Singles = Batch[..(SingleRows * slots)];

        OneSlotApart = [.. Enumerable.Range(0, SingleRows).SelectMany(_ => Clean.Take(slots))];
        for (int row = 0; row < SingleRows; row++)
        {
            // Each row masks or reveals one more slot: slot i is masked in rows i + 1 to i + 4.
            for (int slot = 0; slot < SingleRows / 2; slot++)
            {
                if (row > slot && row <= slot + (SingleRows / 2))
                    OneSlotApart[(row * slots) + slot] = mask;
            }
        }
    }

    /// <summary>Names of the training set from common to rare: [64, slots].</summary>
    public byte[] Clean { get; }

    /// <summary>The same names with one to all slots masked: [64, slots].</summary>
    public byte[] Batch { get; }

    /// <summary>The first eight rows of the batch: [8, slots].</summary>
    public byte[] Singles { get; }

    /// <summary>Eight rows; each differs from the row before in one slot, and the first from the last: [8, slots].</summary>
    public byte[] OneSlotApart { get; }
}
