using CsCheck;
using Unmask.Model.Diffusion;
using Unmask.Model.Text;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class ForwardProcessTests
{
    private static readonly Alphabet English = Alphabet.English;

    [Fact]
    public void Slots_are_masked_for_good_and_at_the_end_all_of_them() =>
        Gen.Select(Gen.Byte[0, 26].Array[12], Gen.ULong, Gen.Int[1, 60]).Sample((clean, seed, timesteps) =>
        {
            byte[] row = ForwardProcess.Noise(clean, English, 0, timesteps, seed);
            Assert.Equal(clean, row);
            for (int t = 1; t <= timesteps; t++)
            {
                byte[] next = ForwardProcess.Noise(clean, English, t, timesteps, seed);
                Assert.All(next.Zip(row), slot => Assert.True(slot.First == slot.Second || slot.First == English.Mask));
                row = next;
            }
            Assert.All(row, symbol => Assert.Equal(English.Mask, symbol));
        });

    [Fact]
    public void The_share_of_masked_slots_is_the_mask_rate()
    {
        const int Rows = 3_000;
        foreach (int t in new[] { 0, 1, 10, 20, 30 })
        {
            double masked = Enumerable.Range(0, Rows).Sum(seed => ForwardProcess.Noise(new byte[12], English, t, 40, (ulong)seed).Count(s => s == English.Mask));
            double rate = t == 0 ? 0 : NoiseSchedule.MaskRate(t, 40), deviation = Math.Sqrt(rate * (1 - rate) / (Rows * 12));
            Assert.InRange(masked / (Rows * 12) - rate, -4 * deviation, 4 * deviation);
        }
    }
}
