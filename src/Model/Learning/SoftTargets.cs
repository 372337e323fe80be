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
    /// <param name="gradient">Of their logits <c>[n, slots, symbols]</c>; changed in place.</param>
    public static void Apply(TrainingBatch batch, BatchRows part, byte mask, Span<float> gradient)
    {
        Batch content = batch.Content;
        if (content.Taught.Length == 0)
            return;
        int symbols = content.Taught.Length / content.Rows.Length, first = part.First * content.Slots;
        for (int slot = 0; slot < part.Count * content.Slots; slot++)
        {
            if (content.Rows[first + slot] != mask)
                continue;
            // Not a fused multiply-add: every processor has the same bits.
            float weight = content.LossWeights[first + slot];
            Span<float> of = gradient.Slice(slot * symbols, symbols);
            ReadOnlySpan<float> taught = content.Taught.AsSpan((first + slot) * symbols, symbols);
            for (int symbol = 0; symbol < symbols; symbol++)
                of[symbol] -= weight * taught[symbol];
            of[content.Targets[first + slot]] += weight;
        }
    }
}
