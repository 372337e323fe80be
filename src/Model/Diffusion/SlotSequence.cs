using System.Globalization;

namespace Unmask.Model.Diffusion;

/// <summary>
/// Some slots, each at most once, in an order that a player has chosen, as one small value: <see cref="BitsPerSlot"/> bits per place hold the
/// slot's number counted from 1, the first place lowest. The default is the empty sequence.
/// </summary>
public readonly record struct SlotSequence
{
    /// <summary>Bits per place; 0 there ends the sequence.</summary>
    public const int BitsPerSlot = 5;

    private const int Mask = (1 << BitsPerSlot) - 1;

    private SlotSequence(UInt128 bits) => Bits = bits;

    /// <summary>The whole value: what a replay code stores.</summary>
    public UInt128 Bits { get; }

    /// <summary>Slots in the sequence.</summary>
    public int Count => (127 - (int)UInt128.LeadingZeroCount(Bits) + BitsPerSlot) / BitsPerSlot;

    /// <summary>The slot that lies farthest right; −1 in the empty sequence.</summary>
    public int Last
    {
        get
        {
            int last = -1;
            for (UInt128 rest = Bits; rest != 0; rest >>= BitsPerSlot)
                last = Math.Max(last, (int)(rest & Mask) - 1);
            return last;
        }
    }

    /// <summary>The slot at a place, both counted from 0.</summary>
    public int this[int place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Count);
            return (int)(Bits >> place * BitsPerSlot & Mask) - 1;
        }
    }

    /// <summary>The place of a slot; of one that is left out, a place after all others, in the order of slots.</summary>
    public int PlaceOf(int slot)
    {
        UInt128 rest = Bits;
        for (int place = 0; rest != 0; place++, rest >>= BitsPerSlot)
        {
            if ((int)(rest & Mask) == slot + 1)
                return place;
        }
        return Board.MaxSlots + slot;
    }

    /// <summary>The sequence with those bits.</summary>
    /// <returns>False if they are none: a slot comes twice, or does not exist.</returns>
    public static bool TryFromBits(UInt128 bits, out SlotSequence sequence)
    {
        sequence = default;
        uint seen = 0;
        for (UInt128 rest = bits; rest != 0; rest >>= BitsPerSlot)
        {
            int number = (int)(rest & Mask);
            if (number is 0 or > Board.MaxSlots || (seen >> number & 1) != 0)
                return false;
            seen |= 1u << number;
        }
        sequence = new SlotSequence(bits);
        return true;
    }

    /// <summary>Reads slots counted from 1 with commas between them: <c>3,1,2</c>.</summary>
    /// <returns>False, with what is wrong in one line, if the text says something else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SlotSequence sequence, out string? problem)
    {
        (sequence, problem) = (default, null);
        UInt128 bits = 0;
        uint seen = 0;
        int place = 0;
        foreach (Range range in text.Split(','))
        {
            ReadOnlySpan<char> part = text[range].Trim();
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number is < 1 or > Board.MaxSlots)
                problem = $"'{part}' is no slot; slots are 1 to {Board.MaxSlots}, as in 3,1,2";
            else if ((seen >> number & 1) != 0)
                problem = $"slot {number} comes twice";
            if (problem is not null)
                return false;
            seen |= 1u << number;
            bits |= (UInt128)number << place++ * BitsPerSlot;
        }
        sequence = new SlotSequence(bits);
        return true;
    }

    /// <summary>The text that <see cref="TryParse"/> reads; empty for the empty sequence.</summary>
    public override string ToString()
    {
        SlotSequence sequence = this;
        return string.Join(',', Enumerable.Range(0, Count).Select(place => sequence[place] + 1));
    }
}
