namespace Unmask.Model.Learning;

/// <summary>A teacher's distributions as targets.</summary>
internal static class SoftTargets
{
    /// <summary>
    /// Turns the gradient of the cross-entropy with names into that with a teacher. With one target it is w · (p − 1) at the target and w · p elsewhere;
    /// with a distribution q it is w · (p − q), so what differs is w · (1 − q) at the target and −w · q elsewhere. Nothing happens without a teacher.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="part">Its rows that the gradient is of.</param>
    /// <param name="mask">The alphabet's MASK: other slots keep their target.</param>
    /// <param name="gradient">Of their logits <c>[n, slots, s]</c>, changed in place; kernels can have more symbols s than the alphabet.</param>
    public static void Apply(TrainingBatch batch, BatchRows part, byte mask, Span<float> gradient)
    {
        Batch content = batch.Content;
        if (content.Taught.Length == 0)
            return;
        int slots = part.Count * content.Slots, first = part.First * content.Slots;
        int symbols = content.Taught.Length / content.Rows.Length, stride = gradient.Length / slots;
        for (int slot = 0; slot < slots; slot++)
        {
            if (content.Rows[first + slot] != mask)
                continue;
            // Not a fused multiply-add: every processor has the same bits.
            float weight = content.LossWeights[first + slot];
            Span<float> of = gradient.Slice(slot * stride, symbols);
            ReadOnlySpan<float> taught = content.Taught.AsSpan((first + slot) * symbols, symbols);
            for (int symbol = 0; symbol < symbols; symbol++)
                of[symbol] -= weight * taught[symbol];
            of[content.Targets[first + slot]] += weight;
        }
    }
}
