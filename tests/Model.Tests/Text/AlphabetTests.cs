using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class AlphabetTests
{
    /// <summary>They would break lines, steer terminals or mean something in a pattern; a weights file can hold any text.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("aba")]
    [InlineData("ab.")]
    [InlineData("ab_")]
    [InlineData("ab\n")]
    [InlineData("a b")]
    [InlineData("ab\u001b")]
    [InlineData("[a")]
    [InlineData("a]")]
    [InlineData("a^")]
    [InlineData("a$")]
    [InlineData("a,")]
    [InlineData("\ud83d\ude00")]
    public void What_cannot_be_letters_is_refused(string letters) => Assert.Throws<ArgumentException>(() => new Alphabet(letters));

    [Fact]
    public void There_are_62_letters_at_most()
    {
        string letters = string.Concat(Enumerable.Range(0, 63).Select(i => (char)(0x4e00 + i)));
        Assert.Throws<ArgumentException>(() => new Alphabet(letters));
        Assert.Equal(64, new Alphabet(letters[..62]).Symbols);
    }
}
