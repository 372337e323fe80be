using System.Runtime.InteropServices;
using CsCheck;
using Unmask.Model.Diffusion;
using Xunit;

namespace Unmask.Model.Tests.Diffusion;

public sealed class SlotSoftmaxTests
{
    private static readonly Gen<float[]> NothingAboveZero = Gen.OneOfConst(0f, -0f, -1.5f, -float.Epsilon, -30f).Array[SlotSoftmax.Symbols];

    /// <summary>Processors do not agree on which of +0 and −0 is the larger, so it must not count.</summary>
    [Fact]
    public void The_sign_of_the_largest_zero_changes_no_bit_on_every_vector_width() => NothingAboveZero.Sample(logits =>
    {
        float[] unsigned = [.. logits.Select(logit => logit == 0 ? 0f : logit)];
        Assert.Equal(Bits(unsigned), Bits(logits));
    });

    private static int[] Bits(float[] logits)
    {
        float[] probabilities = new float[SlotSoftmax.Symbols];
        SlotSoftmax.Normalize(logits, [ulong.MaxValue], 1.25f, probabilities);
        return MemoryMarshal.Cast<float, int>(probabilities.AsSpan()).ToArray();
    }
}
