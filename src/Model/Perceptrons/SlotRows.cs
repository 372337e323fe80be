using System.Runtime.Intrinsics;
using Unmask.Model.Learning;

namespace Unmask.Model.Perceptrons;

/// <summary>For each slot the rows of a batch whose logits are asked for there, in ascending order.</summary>
/// <param name="slots">Slots of a row.</param>
/// <param name="capacity">Rows that there is room for at first; larger batches make more.</param>
internal sealed class SlotRows(int slots, int capacity)
{
    /// <summary>
    /// The whole layer is computed instead if the lists fill tiles for more than this share of all its slots: its own tiles are wider. Measured with 256-bit vectors, batches of 16 to 64
    /// rows (docs/log.md, 2026-11-29).
    /// </summary>
    private const double MaxShare = 0.62;

    /// <summary>Rows of a tile as <c>ProductPlan</c> plans it for 28 and 64 symbols. A list's last tile takes as long as a full one.</summary>
    private static readonly int TileRows = Vector512.IsHardwareAccelerated ? 8 : 4;

    private readonly int[] _lengths = new int[slots];
    private int[] _rows = new int[slots * capacity]; // [slots, capacity]
    private int _capacity = capacity;

    /// <summary>Rows of the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Whether so few slots are asked for that lists are faster than the whole layer.</summary>
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
        if (_capacity < Count)
        {
            _capacity = Count;
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

    private void End()
    {
        int filled = 0;
        foreach (int length in _lengths)
            filled += (length + TileRows - 1) / TileRows * TileRows;
        Pays = filled < MaxShare * slots * Count;
    }

    /// <summary>How many of the rows come before <paramref name="row"/>.</summary>
    private static int Place(ReadOnlySpan<int> rows, int row)
    {
        int place = rows.BinarySearch(row);
        return place < 0 ? ~place : place;
    }
}
