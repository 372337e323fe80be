using System.Security.Cryptography;
using System.Text;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class ListHashTests
{
    private const string Words = "anna,12\njos\u00E9,7\nz\u00F6e,3\n";

    public static TheoryData<string> SameWords =>
    [
        Words.Replace("\n", "\r\n"), "\uFEFF" + Words, Words.TrimEnd('\n'), Words.Replace("\n", " \t\n"), Words.ToUpperInvariant(),
        Words.Replace("\u00E9", "e\u0301"), "name,count\n" + Words, Words.Replace(",", " , "),
    ];

    [Theory]
    [MemberData(nameof(SameWords))]
    public void The_same_words_are_the_same_list(string text)
    {
        Assert.Equal(List(Words).Hash, List(text).Hash);
        Assert.True(List(text).Is(List(Words).Hash));
    }

    [Theory]
    [InlineData("jos\u00E9,7\nanna,12\nz\u00F6e,3\n")]
    [InlineData("anna,12\njos\u00E9,8\nz\u00F6e,3\n")]
    [InlineData("anna,12\njose,7\nz\u00F6e,3\n")]
    [InlineData("anna\njos\u00E9\nz\u00F6e\n")]
    [InlineData("anna,12\njos\u00E9,7\n")]
    public void Other_words_counts_or_orders_are_another_list(string text) => Assert.NotEqual(List(Words).Hash, List(text).Hash);

    [Fact]
    public void The_hash_of_the_bytes_that_earlier_versions_kept_is_known_with_either_line_end()
    {
        string windows = Words.Replace("\n", "\r\n");
        foreach (string trained in new[] { Words, windows })
        {
            string former = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(trained)));
            Assert.True(List(Words).Is(former));
            Assert.True(List(windows).Is(former));
            Assert.False(List("anna,12\n").Is(former));
        }
        Assert.False(List(Words).Is(null));
    }

    [Fact]
    public void Every_preset_is_found_by_its_hash()
    {
        foreach (NameList preset in Presets.Names.Select(name => Presets.Find(name)!))
            Assert.Same(preset, Presets.ByHash(preset.Hash));
    }

    private static NameList List(string text) => NameList.FromBytes("x.txt", Encoding.UTF8.GetBytes(text));
}
