using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public class PatternTests
{
    private static readonly Board Empty = new(Alphabet.English, 12, SamplerSettings.Default(40), seed: 7);

    [Theory]
    [InlineData("a😀", "character 2: '😀' is no letter")]
    [InlineData("e\u0301x", "character 1: 'é' is no letter")]
    [InlineData("1\u0301", "character 1: '1' is no letter")]
    [InlineData("_\u0301", "character 2: '◌\u0301' (U+0301) is no letter")]
    [InlineData("a\u200B", "character 2: U+200B is no letter")]
    public void What_is_no_letter_is_quoted_whole(string pattern, string message) =>
        Assert.Contains(message, Assert.Throws<PatternException>(() => Pattern.Apply(pattern, new Board(Alphabet.English, 12, SamplerSettings.Default(40), 1))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("aé", "e\u0301", "é")]
    [InlineData("aé", "[e\u0301]", "é")]
    [InlineData("ıi", "Iİ", "ıi")]
    [InlineData("αςσ", "ΑΣ$", "ας.")]
    [InlineData("αςσ", "ΑΣ", "ασ")]
    [InlineData("كي", "كي", "كي")]
    public void Letters_are_read_as_their_language_writes_them(string letters, string pattern, string expected) =>
        Assert.Equal(expected, Pattern.Of(Pattern.Apply(pattern, new Board(new Alphabet(letters), 6, SamplerSettings.Default(40), 1))));

    [Theory]
    [InlineData("", "")]
    [InlineData("ma", "ma")]
    [InlineData("MA__", "ma")]
    [InlineData("__n.", "__n.")]
    [InlineData("__n$", "__n.")]
    [InlineData("abcdefghijkl$", "abcdefghijkl")]
    [InlineData("[aeiou]_[^xyz]n", "[aeiou]_[^xyz]n")]
    [InlineData("_[a]", "_a")]
    [InlineData("_[ab.]", "_[ab.]")]
    public void Patterns_parse_and_print_back(string pattern, string printed) =>
        Assert.Equal(printed, Pattern.Of(Pattern.Apply(pattern, Empty)));

    [Theory]
    [InlineData("m4ry", "bad pattern 'm4ry', character 2: '4' is no letter of the alphabet 'abcdefghijklmnopqrstuvwxyz'; use its letters, _ . [ ] [^ ] or a final $")]
    [InlineData("abcdefghijklm", "bad pattern 'abcdefghijklm', character 13: the pattern is longer than the row of 12 slots")]
    [InlineData("a$b", "bad pattern 'a$b', character 2: '$' ends the name, so nothing can follow it")]
    [InlineData("a[bc", "bad pattern 'a[bc', character 2: '[' has no ']'")]
    [InlineData("a[]", "bad pattern 'a[]', character 2: the set names no letter")]
    [InlineData("a.b", "bad pattern 'a.b', character 3: Slot 3 must hold a letter, so the name cannot end at slot 2")]
    [InlineData(".", "bad pattern '.', character 1: A name needs at least one letter")]
    public void A_bad_pattern_says_which_character_and_why(string pattern, string message) =>
        Assert.Equal(message, Assert.Throws<PatternException>(() => Pattern.Apply(pattern, Empty)).Message);

    [Fact]
    public void Any_games_constraints_print_and_parse_back() => GameGenerators.Game.Sample(game =>
    {
        Board board = GameGenerators.Play(game).Board;
        Board again = Pattern.Apply(Pattern.Of(board), new Board(board.Alphabet, board.Slots, board.Settings, board.Seed));
        for (int slot = 0; slot < board.Slots; slot++)
            Assert.Equal(board[slot].Allowed, again[slot].Allowed);
    }, iter: Rounds.Of(2000));

    [Fact]
    public void Any_text_is_a_pattern_or_says_why_not() => Gen.String.Sample(text =>
    {
        try
        {
            Assert.Equal(12, Pattern.Apply(text, Empty).Slots);
        }
        catch (PatternException refusal)
        {
            Assert.InRange(refusal.Index, 0, text.Length - 1);
        }
    }, iter: Rounds.Of(5000));
}
