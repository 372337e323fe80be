using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Unmask.Toy.Cli.Terminal;

namespace Unmask.Toy.Tests.Terminal;

/// <summary>Letters of every script can be typed, with marks in them or behind them, and take the cells that a terminal gives them.</summary>
public sealed class TerminalLettersTests
{
    [Theory]
    [InlineData("aeé", "e\u0301", "é")]
    [InlineData("aeệ", "e\u0302\u0323", null)]
    [InlineData("aêệ", "ê\u0323", "ệ")]
    [InlineData("ञनऩ", "न\u093C", "ऩ")]
    [InlineData("かが", "か\u3099", "が")]
    [InlineData("ιΐϊ", "ϊ\u0301", "ΐ")]
    [InlineData("иій", "и\u0306", "й")]
    public void Marks_behind_letters_compose(string letters, string typed, string? expected)
    {
        var board = new Board(new Alphabet(letters), 6, SamplerSettings.Default(40), seed: 1);
        int cursor = 0;
        bool isRead = true;
        foreach (char c in typed)
        {
            int slot = cursor;
            isRead = Typing.TryRead(board, c, ref slot, out byte symbol);
            if (!isRead)
                break;
            Assert.True(board.TryForce(slot, symbol, out board, out string? refusal), refusal);
            cursor = slot + 1;
        }
        if (expected is not null)
            Assert.True(isRead && board.Name.StartsWith(expected, StringComparison.Ordinal), board.Row);
    }

    [Fact]
    public void A_mark_that_is_a_letter_of_the_alphabet_is_typed_as_one()
    {
        var board = new Board(new Alphabet("कगमि"), 6, SamplerSettings.Default(40), seed: 1);
        int slot = 3;
        Assert.True(Typing.TryRead(board, 'ि', ref slot, out byte symbol));
        Assert.Equal((3, 'ि'), (slot, board.Alphabet.CharacterOf(symbol)));
    }

    [Theory]
    [InlineData("abm", 'M', 'm')]
    [InlineData("ıi", 'I', 'ı')]
    [InlineData("αςσ", 'Σ', 'σ')]
    public void Capitals_force_their_small_letters(string letters, char typed, char expected)
    {
        var board = new Board(new Alphabet(letters), 6, SamplerSettings.Default(40), seed: 1);
        int slot = 0;
        Assert.True(Typing.TryRead(board, typed, ref slot, out byte symbol));
        Assert.Equal((0, expected), (slot, board.Alphabet.CharacterOf(symbol)));
    }

    [Theory]
    [InlineData("a", 1)]
    [InlineData("が", 2)]
    [InlineData("ि", 0)]
    [InlineData("e\u0301", 1)]
    [InlineData("한", 2)]
    public void Width_is_cells(string text, int cells) => Assert.Equal(cells, TerminalText.Width(text));

    [Fact]
    public void Lines_are_cut_and_filled_by_cells()
    {
        Assert.Equal("あお", TerminalText.Cut("あおき", 5));
        Assert.Equal(" が  ", TerminalText.Centered("が", 5));
        Assert.Equal("◌ि", TerminalText.Of('ि'));
    }
}
