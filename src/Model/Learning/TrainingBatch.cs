namespace Unmask.Model.Learning;

/// <summary>The batch of a training step as its threads see it.</summary>
/// <param name="Content">The rows.</param>
/// <param name="Losses">Receives the loss of every slot [n, slots].</param>
/// <param name="Allowed">The bits of the symbols in the softmax.</param>
internal sealed record TrainingBatch(Batch Content, float[] Losses, ulong Allowed)
{
    public int Count => Content.Size;

    /// <summary>All rows.</summary>
    public BatchRows All => new(0, Count);

    /// <summary>At most <paramref name="size"/> rows from <paramref name="first"/> on.</summary>
    public BatchRows RowsFrom(int first, int size) => new(first, Math.Min(size, Count - first));
}
