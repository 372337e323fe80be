using Unmask.Model.Sessions;
using Unmask.Model.Tests.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Sessions;

/// <summary>
/// Codes with a right checksum whose bits mean nothing, or a game that cannot be played: one fault at a time, beside the nearest code without it.
/// </summary>
public sealed class ReplayNonsenseTests
{
    private const int Step = 0, Reveal = 1, Force = 2, Configure = 6, Restrict = 7, Lift = 10, SetPattern = 11;

    private const int KindBits = 4, RowSlotBits = 4, RowSymbolBits = 5;

    [Theory]
    [InlineData(24, 26, true)]
    [InlineData(25, 26, false)]
    [InlineData(12, 62, true)]
    [InlineData(12, 63, false)]
    public void A_row_has_24_slots_and_62_letters_at_most(int slots, int letters, bool isRead) =>
        Assert.Equal(isRead, IsRead(Code(_ => { }, count: 0, slots: slots, letters: letters)));

    [Theory]
    [InlineData(Lift, 0, true)]
    [InlineData(SetPattern, 0, true)]
    [InlineData(SetPattern + 1, 0, false)]
    [InlineData(15, 0, false)]
    [InlineData(Reveal, 11, true)]
    [InlineData(Reveal, 12, false)]
    [InlineData(Reveal, 15, false)]
    public void An_action_is_of_a_known_kind_and_in_the_row(int kind, int slot, bool isRead) =>
        Assert.Equal(isRead, IsRead(Code(to => Begin(to, kind, slot))));

    [Theory]
    [InlineData("*beth", 5, true)]
    [InlineData("*beth", 6, false)]
    [InlineData("*beth", 8193, false)]
    public void A_pattern_has_as_many_bytes_as_it_says(string text, int length, bool isRead) => Assert.Equal(isRead, IsRead(Code(to =>
    {
        to.Write(SetPattern, KindBits);
        to.WriteCount((ulong)length);
        foreach (char character in text)
            to.Write(character, 8);
    })));

    [Fact]
    public void A_pattern_that_is_none_cannot_be_set() => Assert.Equal(
        "move 1 of this replay code cannot be made: bad pattern '*[', character 2: '[' has no ']'",
        WhyNot(Code(to =>
        {
            to.Write(SetPattern, KindBits);
            to.WriteCount(2);
            to.Write('*', 8);
            to.Write('[', 8);
        })));

    [Theory]
    [InlineData(ReplayCode.MaxPlaces, true)]
    [InlineData(ReplayCode.MaxPlaces + 1, false)]
    public void A_game_draws_so_many_places_at_most(int places, bool isPlayed)
    {
        byte[] bytes = Code(
            to =>
            {
                for (int i = 0; i < places; i++)
                {
                    to.Write(SetPattern, KindBits);
                    to.WriteCount(2);
                    to.Write('*', 8);
                    to.Write((ulong)('a' + i % 2), 8);
                    to.Write(Step, KindBits);
                }
            },
            2 * (ulong)places);
        Assert.Contains(isPlayed ? "ends in other letters" : "more than 100 times", WhyNot(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(26, true)]
    [InlineData(27, false)]
    [InlineData(31, false)]
    public void A_forced_symbol_is_one_of_the_alphabet(int symbol, bool isRead) => Assert.Equal(isRead, IsRead(Code(to =>
    {
        Begin(to, Force, slot: 3);
        to.Write((ulong)symbol, RowSymbolBits);
    })));

    [Theory]
    [InlineData(26, true)]
    [InlineData(27, false)]
    public void So_are_those_of_a_small_set(int symbol, bool isRead) => Assert.Equal(isRead, IsRead(Code(to =>
    {
        Begin(to, Restrict, slot: 3);
        to.Write(true);
        to.Write(1, 2);
        to.Write(0, RowSymbolBits);
        to.Write((ulong)symbol, RowSymbolBits);
    })));

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(31, false)]
    public void An_order_is_a_known_one(int order, bool isRead) => Assert.Equal(isRead, IsConfigured(to => Setting(to, 0, (ulong)order, 5)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Steps_are_1_to_1000(int steps, bool isRead) => Assert.Equal(isRead, IsConfigured(to => Setting(to, 1, (ulong)steps, 10)));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Temperatures_are_5_to_500_hundredths(int hundredths, bool isRead) =>
        Assert.Equal(isRead, IsConfigured(to => Setting(to, 2, ((ulong)hundredths << 1) | 1, 11)));

    [Theory]
    [InlineData(1.2345f, true)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    [InlineData(-1f, false)]
    public void Or_any_number_between(float temperature, bool isRead) =>
        Assert.Equal(isRead, IsConfigured(to => Setting(to, 2, (ulong)BitConverter.SingleToUInt32Bits(temperature) << 1, 33)));

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(7, false)]
    public void A_remasking_is_a_known_one(int remasking, bool isRead) => Assert.Equal(isRead, IsConfigured(to => Rest(to, 0, (ulong)remasking, 3)));

    [Theory]
    [InlineData(1, 100, true)]
    [InlineData(1, 101, false)]
    [InlineData(2, 1000, true)]
    [InlineData(2, 1001, false)]
    public void A_strength_is_1_at_most_and_gamma_10(int setting, int hundredths, bool isRead) =>
        Assert.Equal(isRead, IsConfigured(to => Rest(to, setting, ((ulong)hundredths << 1) | 1, 11)));

    [Theory]
    [InlineData(true, 1, 2, 24)]
    [InlineData(false, 1, 2, 1)]
    [InlineData(false, 1, 2, 0)]
    [InlineData(false, 1, 0, 2)]
    [InlineData(false, 1, 2, 25)]
    public void A_sequence_has_each_slot_once(bool isRead, params int[] slots) => Assert.Equal(isRead, IsConfigured(to =>
    {
        Rest(to, 3, (ulong)slots.Length, 5);
        foreach (int slot in slots)
            to.Write((ulong)slot, 5);
    }));

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void A_constraint_allows_something(ulong letters, bool isRead) => Assert.Equal(isRead, IsRead(Code(_ => { }, count: 0, constraints: to =>
    {
        to.Write(true);
        to.Write(true);
        to.Write(false);
        to.Write(letters, 27);
        to.Write(0, 11);
    })));

    [Theory]
    [InlineData(ReplayCode.MaxMoments, true)]
    [InlineData(ReplayCode.MaxMoments + 1, false)]
    public void A_game_has_so_many_actions_at_most(int count, bool isRead) => Assert.Equal(isRead, IsRead(Code(
        to =>
        {
            for (int i = 0; i < count; i++)
                to.Write(Step, KindBits);
        },
        (ulong)count)));

    [Fact]
    public void A_code_ends_where_its_game_does()
    {
        Action<ReplayBitWriter> two = to =>
        {
            to.Write(Step, KindBits);
            to.Write(Step, KindBits);
        };
        Assert.True(IsRead(Code(two, count: 2)));
        Assert.False(IsRead(Code(two, count: 9)));
        Assert.False(IsRead(Code(two, count: 1)));
        Assert.False(IsRead([.. Code(two, count: 2), 0]));
    }

    [Fact]
    public void A_move_that_cannot_be_made_is_named()
    {
        Assert.Equal("move 2 of this replay code cannot be made: it would change nothing.", WhyNot(Code(
            to =>
            {
                to.Write(Step, KindBits);
                Begin(to, Lift, slot: 3);
            },
            count: 2)));
        Assert.StartsWith("move 1 of this replay code cannot be made: ", WhyNot(Code(to =>
        {
            Begin(to, Force, slot: 0);
            to.Write(26, RowSymbolBits);
        })), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_letters_than_were_written_are_noticed() =>
        Assert.Equal("replayed, this game ends in other letters: another version of this program made the code", WhyNot(Code(to => to.Write(Step, KindBits))));

    [Fact]
    public void A_row_of_another_shape_is_refused() =>
        Assert.StartsWith("this replay code is of a row of 11 slots over 26 letters, but ", WhyNot(Code(_ => { }, count: 0, slots: 11)), StringComparison.Ordinal);

    [Fact]
    public void Constraints_that_cannot_be_are_refused() => Assert.StartsWith("the constraints that this replay code begins with cannot be: ", WhyNot(Code(_ => { }, count: 0, constraints: to =>
    {
        to.Write(true);
        // Only the end in the first slot.
        to.Write(true);
        to.Write(false);
        to.Write(1 << 26, 27);
        to.Write(0, 11);
    })), StringComparison.Ordinal);

    private static void Begin(ReplayBitWriter to, int kind, int slot)
    {
        to.Write((ulong)kind, KindBits);
        to.Write((ulong)slot, RowSlotBits);
    }

    /// <summary>Changes one of order, steps and temperature, and nothing else.</summary>
    private static void Setting(ReplayBitWriter to, int which, ulong value, int bits)
    {
        for (int setting = 0; setting < 4; setting++)
        {
            to.Write(setting == which);
            if (setting == which)
                to.Write(value, bits);
        }
    }

    /// <summary>Changes one of remasking, strength, γ and sequence, and nothing else.</summary>
    private static void Rest(ReplayBitWriter to, int which, ulong value, int bits)
    {
        to.Write(0, 3);
        to.Write(true);
        for (int setting = 0; setting <= 3; setting++)
        {
            to.Write(setting == which);
            if (setting == which)
                to.Write(value, bits);
        }
    }

    /// <summary>Settings are read alike at the beginning of a game and in the middle of one.</summary>
    private static bool IsConfigured(Action<ReplayBitWriter> settings)
    {
        bool isRead = IsRead(Code(to =>
        {
            to.Write(Configure, KindBits);
            settings(to);
        }));
        Assert.Equal(isRead, IsRead(Code(_ => { }, count: 0, settings: settings)));
        return isRead;
    }

    private static byte[] Code(
        Action<ReplayBitWriter> actions, ulong count = 1, Action<ReplayBitWriter>? settings = null, Action<ReplayBitWriter>? constraints = null, int slots = 12, int letters = 26)
    {
        var to = new ReplayBitWriter();
        to.Write(0x0123456789abcdef, 64);
        to.Write((ulong)slots - 1, 5);
        to.Write((ulong)letters - 1, 6);
        to.Write(0, 16);
        to.WriteCount(7);
        (settings ?? (writer => writer.Write(0, 4)))(to);
        (constraints ?? (writer => writer.Write(false)))(to);
        to.WriteCount(count);
        actions(to);
        return to.ToBytes();
    }

    private static bool IsRead(byte[] bytes)
    {
        bool isRead = ReplayCode.TryDecode(ReplayText.Encode(bytes), out ReplayCode? code, out string? reason);
        Assert.Equal(isRead, code is not null);
        Assert.Equal(isRead ? null : "this replay code describes no game, though it is undamaged: it was not made by this program", reason);
        return isRead;
    }

    private static string WhyNot(byte[] bytes)
    {
        Assert.True(ReplayCode.TryDecode(ReplayText.Encode(bytes), out ReplayCode? code, out string? reason), reason);
        Assert.False(code.TryReplay(new HashDenoiser(Alphabet.English, 12), out _, out reason));
        return reason;
    }
}
