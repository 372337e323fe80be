using Unmask.Model.Learning;

namespace Unmask.Model.Perceptrons;

/// <summary>For each slot the rows of a batch whose logits are asked for there, in ascending order.</summary>
internal sealed class SlotRows(int slots)
{
    /// <summary>
    /// The whole layer is computed instead if more than this share of all slots is asked for: a list's tiles are narrower than the layer's, and its last one is seldom full.
    /// </summary>
    private const double MaxShare = 0.7;

    private readonly int[] _lengths = new int[slots];
    private int[] _rows = []; // [slots, capacity]
    private int _capacity;

    /// <summary>Rows of the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether so few slots are asked for that lists are faster than the whole layer. The bits are the same.</summary>
    public bool Pays { get; private set; }

    /// <summary>Lists the slots with a loss.</summary>
    /// <param name="lossWeights">[n, slots].</param>
    public void ListWeighted(ReadOnlySpan<float> lossWeights)
    {
        Start(lossWeights.Length);
        for (int cell = 0, row = 0; row < Count; row++)
        {
            for (int slot = 0; slot < slots; slot++, cell++)
                Add(row, slot, lossWeights[cell] != 0);
        }
        End();
    }

    /// <summary>Lists the masked slots.</summary>
    /// <param name="rows">[n, slots].</param>
    /// <param name="mask">The alphabet's MASK.</param>
    public void ListMasked(ReadOnlySpan<byte> rows, byte mask)
    {
        Start(rows.Length);
        for (int cell = 0, row = 0; row < Count; row++)
        {
            for (int slot = 0; slot < slots; slot++, cell++)
                Add(row, slot, rows[cell] == mask);
        }
        End();
    }

    /// <summary>The rows in which a slot is asked for.</summary>
    public ReadOnlySpan<int> Of(int slot) => _rows.AsSpan(slot * _capacity, _lengths[slot]);

    /// <summary>Those of a part of the batch.</summary>
    public ReadOnlySpan<int> Of(int slot, BatchRows part)
    {
        ReadOnlySpan<int> rows = Of(slot);
        int first = Place(rows, part.First);
        return rows[first..Place(rows, part.First + part.Count)];
    }

    private void Start(int cells)
    {
        Count = cells / slots;
        // One more than there are rows, because Add writes before it knows.
        if (_capacity <= Count)
        {
            _capacity = Count + 1;
            _rows = new int[slots * _capacity];
        }
        Array.Clear(_lengths);
    }

    /// <summary>Without a branch, which no processor could predict.</summary>
    private void Add(int row, int slot, bool isAsked)
    {
        _rows[(slot * _capacity) + _lengths[slot]] = row;
        _lengths[slot] += isAsked ? 1 : 0;
    }

    private void End() => Pays = _lengths.Sum() < MaxShare * slots * Count;

    /// <summary>How many of the rows come before <paramref name="row"/>.</summary>
    private static int Place(ReadOnlySpan<int> rows, int row)
    {
        int place = rows.BinarySearch(row);
        return place < 0 ? ~place : place;
    }
}
