using CsCheck;
using Unmask.Model.Files;
using Xunit;

namespace Unmask.Model.Tests.Files;

public class PackedWeightsTests
{
    [Fact]
    public void The_bytes_of_equal_weight_come_together() =>
        Assert.Equal([1, 5, 2, 6, 3, 7, 4, 8, 9, 10], PackedWeights.Shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));

    [Fact]
    public void Every_file_comes_back() =>
        Gen.Byte.Array[0, 100].Sample(bytes => Assert.Equal(bytes, PackedWeights.Unpack(new MemoryStream(PackedWeights.Pack(bytes)))));

    [Fact]
    public void Random_weights_keep_little_more_than_their_digits()
    {
        byte[] file = new byte[40_000];
        var random = new Random(1);
        for (int i = 0; i < file.Length; i += 4)
            BitConverter.TryWriteBytes(file.AsSpan(i), (float)(random.NextDouble() - 0.5));
        Assert.InRange(PackedWeights.Pack(file).Length, 30_000, 36_000);
    }
}
