namespace Unmask.Model.Learning;

/// <summary>One step's rows, filled anew by a recipe at every step.</summary>
public sealed class Batch(int size, int slots)
{
    /// <summary>Rows in the batch.</summary>
    public int Size => size;

    /// <summary>Slots in a row.</summary>
    public int Slots => slots;

    /// <summary>Noisy rows <c>[Size, Slots]</c>.</summary>
    public byte[] Rows { get; } = new byte[size * slots];

    /// <summary>Clean rows <c>[Size, Slots]</c>.</summary>
    public byte[] Targets { get; } = new byte[size * slots];

    /// <summary>Weight of every slot's cross-entropy <c>[Size, Slots]</c>.</summary>
    public float[] LossWeights { get; } = new float[size * slots];

    /// <summary>
    /// What a <see cref="Teacher"/> predicts: a distribution over the symbols for every masked slot <c>[Size, Slots, Symbols]</c>; the others' are arbitrary.
    /// Empty without a teacher.
    /// </summary>
    public float[] Taught { get; set; } = [];

    /// <summary>t/T, the same for the whole batch.</summary>
    public float Time { get; set; }
}
