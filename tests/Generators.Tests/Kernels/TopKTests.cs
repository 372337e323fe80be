using Unmask.Kernels;
using Xunit;

namespace Unmask.Generators.Tests.Kernels;

/// <summary>Top-k and arg-max against sorting.</summary>
public sealed partial class TopKTests
{
    private delegate void Kernel(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    public static TheoryData<int, int> Shapes() => new((1, 1), (3, 3), (7, 2), (16, 5), (28, 9), (33, 40), (64, 1), (64, 16));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_largest_come_first_and_the_smallest_symbol_of_equals(int symbols, int count)
    {
        const int Slots = 50, Margin = 8;
        var random = new Random(symbols);
        // Few distinct values, so that equals are common.
        float[] values = [.. Enumerable.Range(0, Slots * symbols).Select(_ => random.Next(9) switch { 0 => float.NegativeInfinity, 1 => -0f, 2 => 0f, int n => n })];
        ulong[] allowed = [.. Enumerable.Range(0, Slots).Select(slot => slot == 0 ? 0 : unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)))];
        byte[] found = new byte[(Slots * count) + Margin];
        found.AsSpan(Slots * count).Fill(77);
        Of(symbols, count)(values, allowed, found.AsSpan(0, Slots * count));

        for (int slot = 0; slot < Slots; slot++)
        {
            byte[] expected =
            [
                .. Enumerable.Range(0, symbols).Where(s => (allowed[slot] >> s & 1) != 0).OrderByDescending(s => values[(slot * symbols) + s])
                    .Select(s => (byte)s).Concat(Enumerable.Repeat(byte.MaxValue, count)).Take(count),
            ];
            Assert.Equal(expected, found[(slot * count)..((slot + 1) * count)]);
        }

        Assert.All(found[^Margin..], value => Assert.Equal(77, value));
    }

    [Fact]
    public void A_NaN_leaves_its_slot_empty_unless_it_is_not_allowed()
    {
        float[] values = [1, float.NaN, 3, 1, float.NaN, 3];
        byte[] found = new byte[6];
        K3(values, [0b111, 0b101], found);
        Assert.Equal([255, 255, 255, 2, 0, 255], found);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>("values", () => K3(new float[4], [7], new byte[3]));
        Assert.Throws<ArgumentException>("allowed", () => K3(new float[6], [7], new byte[6]));
        Assert.Throws<ArgumentException>("symbols", () => K3(new float[6], [7, 7], new byte[3]));
    }

    private static Kernel Of(int symbols, int count) => (symbols, count) switch
    {
        (1, 1) => K1,
        (3, 3) => K3,
        (7, 2) => K7,
        (16, 5) => K16,
        (28, 9) => K28,
        (33, 40) => K33,
        (64, 1) => K64,
        _ => K64x16,
    };

    [TopK(Symbols = 1, Count = 1)]
    private static partial void K1(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 3, Count = 3)]
    private static partial void K3(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 7, Count = 2)]
    private static partial void K7(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 16, Count = 5)]
    private static partial void K16(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 28, Count = 9)]
    private static partial void K28(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 33, Count = 40)]
    private static partial void K33(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 64, Count = 1)]
    private static partial void K64(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);

    [TopK(Symbols = 64, Count = 16)]
    private static partial void K64x16(ReadOnlySpan<float> values, ReadOnlySpan<ulong> allowed, Span<byte> symbols);
}
