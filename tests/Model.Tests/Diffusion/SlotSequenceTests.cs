using CsCheck;
using Unmask.Model.Diffusion;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class SlotSequenceTests
{
    [Fact]
    public void What_is_written_is_read() => GameGenerators.Sequences.Sample(sequence =>
    {
        Assert.True(SlotSequence.TryFromBits(sequence.Bits, out SlotSequence same));
        Assert.Equal(sequence, same);
        if (sequence.Count > 0)
        {
            Assert.True(SlotSequence.TryParse(sequence.ToString(), out same, out _));
            Assert.Equal(sequence, same);
        }
        int[] places = [.. Enumerable.Range(0, Board.MaxSlots).Select(sequence.PlaceOf)];
        Assert.Equal(Board.MaxSlots, places.Distinct().Count());
        for (int place = 0; place < sequence.Count; place++)
            Assert.Equal(place, sequence.PlaceOf(sequence[place]));
    }, iter: Rounds.Of(500));

    [Fact]
    public void Slots_have_places_and_those_left_out_come_after_them()
    {
        Assert.True(SlotSequence.TryParse(" 3, 24,1", out SlotSequence sequence, out string? problem));
        Assert.Null(problem);
        Assert.Equal("3,24,1", sequence.ToString());
        Assert.Equal((3, 23), (sequence.Count, sequence.Last));
        Assert.Equal([2, 23, 0], Enumerable.Range(0, 3).Select(place => sequence[place]));
        Assert.Equal((2, 0, 1), (sequence.PlaceOf(0), sequence.PlaceOf(2), sequence.PlaceOf(23)));
        Assert.Equal([1, 3, 4], new[] { 4, 3, 1 }.OrderBy(sequence.PlaceOf));
        Assert.True(sequence.PlaceOf(1) > 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => sequence[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => sequence[-1]);
    }

    [Fact]
    public void All_slots_fit()
    {
        string all = string.Join(',', Enumerable.Range(1, Board.MaxSlots).Reverse());
        Assert.True(SlotSequence.TryParse(all, out SlotSequence sequence, out _));
        Assert.Equal((all, 24, 23), (sequence.ToString(), sequence.Count, sequence.Last));
        Assert.Equal(0, sequence[23]);
    }

    [Fact]
    public void The_default_is_empty()
    {
        SlotSequence empty = default;
        Assert.Equal((0, -1, ""), (empty.Count, empty.Last, empty.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => empty[0]);
        Assert.True(SlotSequence.TryFromBits(0, out SlotSequence same));
        Assert.Equal(empty, same);
    }

    [Theory]
    [InlineData("3,1,3", "slot 3 comes twice")]
    [InlineData("0", "'0' is no slot; slots are 1 to 24, as in 3,1,2")]
    [InlineData("1,,2", "'' is no slot; slots are 1 to 24, as in 3,1,2")]
    [InlineData("25", "'25' is no slot; slots are 1 to 24, as in 3,1,2")]
    [InlineData("1,x,1", "'x' is no slot; slots are 1 to 24, as in 3,1,2")]
    [InlineData("", "'' is no slot; slots are 1 to 24, as in 3,1,2")]
    public void A_text_that_is_none_is_refused(string text, string expected)
    {
        Assert.False(SlotSequence.TryParse(text, out SlotSequence sequence, out string? problem));
        Assert.Equal((expected, default), (problem, sequence));
    }

    [Fact]
    public void Bits_that_are_none_are_refused()
    {
        Assert.True(SlotSequence.TryFromBits(24, out _));
        foreach (UInt128 bits in new UInt128[] { 25, 1 << 5, 1 | 1 << 5, 1 | 2 << 5 | 1 << 10, UInt128.MaxValue })
        {
            Assert.False(SlotSequence.TryFromBits(bits, out SlotSequence sequence));
            Assert.Equal(default, sequence);
        }
    }
}
