using Unmask.Model.Text;

namespace Unmask.Model.Learning;

/// <summary>The clean rows that batches are drawn from.</summary>
/// <param name="rows">Symbols <c>[Count, slots]</c>.</param>
/// <param name="slots">Slots in a row.</param>
/// <param name="alphabet">What the symbols mean.</param>
public sealed class TrainingData(byte[] rows, int slots, Alphabet alphabet)
{
    /// <summary>Names to train on.</summary>
    public int Count { get; } = rows.Length / slots;

    /// <summary>Slots in a row.</summary>
    public int Slots => slots;

    /// <summary>What the symbols mean.</summary>
    public Alphabet Alphabet => alphabet;

    /// <summary>The clean row of one name.</summary>
    public ReadOnlySpan<byte> this[int name] => rows.AsSpan(name * slots, slots);

    /// <summary>Fills <paramref name="batch"/>'s targets with names drawn uniformly, with replacement.</summary>
    public void Draw(ref Xoshiro256 random, Batch batch)
    {
        for (int row = 0; row < batch.Size; row++)
            this[random.Next(Count)].CopyTo(batch.Targets.AsSpan(row * slots));
    }
}
