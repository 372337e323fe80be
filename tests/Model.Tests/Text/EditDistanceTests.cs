using CsCheck;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("emma", "emma", 0)]
    [InlineData("emma", "ema", 1)]
    [InlineData("emma", "emmas", 1)]
    [InlineData("emma", "amma", 1)]
    [InlineData("emma", "mema", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("emma", "", 4)]
    public void Known_distances(string a, string b, int expected) => Assert.Equal(expected, Distance(Symbols(a), Symbols(b)));

    [Fact]
    public void The_bit_vectors_agree_with_the_full_table()
    {
        // Four letters only, so that matches and swaps are common.
        Gen<byte[]> name = Gen.Byte[0, 3].Array[1, 20];
        Gen.Select(name, name).Sample((a, b) => Distance(a, b) == FullTable(a, b), iter: 20_000);
    }

    private static byte[] Symbols(string name) => [.. name.Select(c => (byte)(c - 'a'))];

    private static int Distance(byte[] a, byte[] b) => new EditDistance(a, stackalloc ulong[EditDistance.TableLength]).To(b);

    /// <summary>The textbook table of the optimal string alignment distance.</summary>
    private static int FullTable(byte[] a, byte[] b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                int replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
