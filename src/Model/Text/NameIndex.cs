using System.Numerics;

namespace Unmask.Model.Text;

/// <summary>From a name's letters to its position: an open-addressing hash table of positions, at most half full.</summary>
internal sealed class NameIndex
{
    private readonly NameEntries _entries;
    private readonly int[] _slots;

    public NameIndex(NameEntries entries)
    {
        _entries = entries;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2 * entries.Count, 2))];
        Array.Fill(_slots, -1);
        for (int name = 0; name < entries.Count; name++)
        {
            int slot = Locate(entries[name]);
            // A name that stands twice keeps its first, better rank.
            if (_slots[slot] < 0)
                _slots[slot] = name;
        }
    }

    public int Find(ReadOnlySpan<byte> letters) => _slots[Locate(letters)];

    /// <summary>The slot that holds these letters, or the empty one where they would go.</summary>
    private int Locate(ReadOnlySpan<byte> letters)
    {
        int last = _slots.Length - 1;
        int slot = (int)Hash(letters) & last;
        while (_slots[slot] >= 0 && !letters.SequenceEqual(_entries[_slots[slot]]))
            slot = slot + 1 & last;
        return slot;
    }

    /// <summary>FNV-1a (Fowler, Noll and Vo), with its high bits folded into the low ones that pick the slot.</summary>
    private static uint Hash(ReadOnlySpan<byte> letters)
    {
        uint hash = 2166136261;
        foreach (byte letter in letters)
            hash = (hash ^ letter) * 16777619;
        return hash ^ hash >> 15;
    }
}
