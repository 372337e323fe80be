using System.Security.Cryptography;
using System.Text;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

/// <summary>Against python3's <c>unicodedata</c> (Unicode 14.0.0): the same texts in the same order give the same hash there.</summary>
public sealed class CompositionTests
{
    private static readonly (int First, int Last)[] Letters =
    [
        (0x41, 0x7a), (0xc0, 0x24f), (0x300, 0x345), (0x391, 0x3c9), (0x5b0, 0x5ea), (0x620, 0x655), (0x915, 0x94d), (0x9be, 0x9dd),
        (0xb47, 0xb57), (0x1100, 0x1112), (0x1161, 0x1175), (0x11a7, 0x11c2), (0xac00, 0xac40), (0x1e00, 0x1fff), (0x3046, 0x309a),
        (0x11099, 0x110ba), (0x1d158, 0x1d16e),
    ];

    private static readonly (int First, int Last)[] Marks = [(0x300, 0x345), (0x5b0, 0x5bd), (0x64b, 0x655), (0x93c, 0x94d)];

    [Fact]
    public void Every_character_is_composed_as_Unicode_says()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int point = 0; point < 0x110000; point++)
        {
            if (point is < 0xD800 or > 0xDFFF)
                Add(hash, char.ConvertFromUtf32(point));
        }
        Assert.Equal("9cc65524a9d8082bf10840c616cd199bd2ac12ee49a3381bd6fb7957711f342b", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Letters_with_any_marks_in_any_order_are_composed_as_Unicode_says()
    {
        int[] letters = All(Letters), marks = All(Marks);
        ulong state = 1;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < 40_000; i++)
        {
            var text = new StringBuilder();
            for (int left = 1 + Next(6); left > 0; left--)
            {
                int[] points = Next(2) == 1 ? marks : letters;
                text.Append(char.ConvertFromUtf32(points[Next(points.Length)]));
            }
            Add(hash, text.ToString());
        }
        Assert.Equal("7b81ade33788c89c354023649324e5e1b760e0d24cf7a8575da7013b106e2d93", Convert.ToHexStringLower(hash.GetHashAndReset()));

        int Next(int below) => (int)(((state = state * 6364136223846793005 + 1442695040888963407) >> 33) % (ulong)below);
    }

    [Theory]
    [InlineData("jose\u0301", "jos\u00E9")]
    [InlineData("\u00EA\u0323", "\u1EC7")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u0301", "\u0301")]
    [InlineData("\uD800\u0301", "\uD800\u0301")]
    public void Text_is_composed(string text, string composed) => Assert.Equal(composed, Composition.Of(text));

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(Composition.Of(text) + "\n"));

    private static int[] All((int First, int Last)[] ranges) => [.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1))];
}
