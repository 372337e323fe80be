using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Text;

public sealed class SplitTests
{
    [Fact]
    public void The_first_byte_of_the_hash_decides()
    {
        NameSet names = NameSet.LoadBuiltIn(Alphabet.English);
        int[] count = new int[3];
        for (int name = 0; name < names.TrainingCount; name++)
        {
            string text = names[name];
            string hex = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            int first = int.Parse(hex[..2], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Split expected = first <= 12 ? Split.Test : first <= 25 ? Split.Validation : Split.Train;
            Assert.Equal(expected, Splits.Of(text));
            count[(int)expected]++;
        }
        Assert.All(count, n => Assert.True(n > 1_000));
    }
}
