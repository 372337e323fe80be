namespace Unmask.Model.Transformers;

/// <summary>
/// The slots of some rows, n · 16 one behind the other, that go on after the last block's attention. Nothing mixes slots there any more, so a
/// slot whose logits nobody needs can be left out of everything that follows, and out of the way back to there.
/// </summary>
/// <param name="capacity">Most slots.</param>
internal sealed class KeptSlots(int capacity)
{
    private readonly int[] _slots = new int[capacity];
    private int _total;

    /// <summary>How many go on.</summary>
    public int Count { get; private set; }

    public bool AreAll => Count == _total;

    /// <summary>All of so many slots.</summary>
    public void All(int total) => Count = _total = total;

    /// <summary>The masked ones of <paramref name="rows"/> [n, 16].</summary>
    public void Masked(ReadOnlySpan<byte> rows, byte mask)
    {
        (_total, Count) = (rows.Length, 0);
        for (int slot = 0; slot < rows.Length; slot++)
        {
            if (rows[slot] == mask)
                _slots[Count++] = slot;
        }
    }

    /// <summary>Those with a weight in the loss [n, 16]: the gradient of all other logits is zero.</summary>
    public void Weighted(ReadOnlySpan<float> lossWeights)
    {
        (_total, Count) = (lossWeights.Length, 0);
        for (int slot = 0; slot < lossWeights.Length; slot++)
        {
            if (lossWeights[slot] != 0)
                _slots[Count++] = slot;
        }
    }

    /// <summary>Copies the kept slots' vectors [n, 16, width] to one behind the other [kept, width], which can be the same place.</summary>
    /// <returns>What was copied to: [kept, width].</returns>
    public Span<float> Gather(ReadOnlySpan<float> all, Span<float> kept, int width)
    {
        Span<float> gathered = kept[..(Count * width)];
        if (AreAll)
        {
            all.CopyTo(gathered);
            return gathered;
        }
        for (int i = 0; i < Count; i++)
            all.Slice(_slots[i] * width, width).CopyTo(gathered[(i * width)..]);
        return gathered;
    }

    /// <summary>Moves vectors that stand one behind the other [kept, width] to the places of their slots [n, 16, width], with zeros for the others.</summary>
    public void Spread(Span<float> vectors, int width)
    {
        if (AreAll)
            return;
        // From the back, so that nothing is overwritten before it has moved.
        int end = _total;
        for (int i = Count - 1; i >= 0; i--)
        {
            int slot = _slots[i];
            vectors[((slot + 1) * width)..(end * width)].Clear();
            vectors.Slice(i * width, width).CopyTo(vectors[(slot * width)..]);
            end = slot;
        }
        vectors[..(end * width)].Clear();
    }
}
