using System.Runtime.Intrinsics;
using Unmask.Bench.Networks;

namespace Unmask.Bench.Measuring;

/// <summary>
/// The limits of one core of this machine, measured now. Nothing can be faster than its floating-point operations at
/// the peak rate, or than its bytes at the bandwidth of the cache that holds them (Williams, Waterman and Patterson 2009).
/// </summary>
/// <param name="VectorBits">The width of the vectors that reached the peak: 128, 256 or 512; 32 without vectors.</param>
/// <param name="FlopsPerSecond">Peak of single-precision multiply-adds, each counted as two operations.</param>
/// <param name="Level1BytesPerSecond">Reads from the first-level cache.</param>
/// <param name="Level2BytesPerSecond">Reads from the second-level cache, which holds a denoiser's weights between calls.</param>
public sealed record Roofline(int VectorBits, double FlopsPerSecond, double Level1BytesPerSecond, double Level2BytesPerSecond)
{
    /// <summary>Half of the smallest first-level cache in use.</summary>
    private const int Level1Bytes = 16 << 10;

    /// <summary>About the size of the smallest denoiser's weights: larger than any first-level cache, smaller than any usual second-level one.</summary>
    private const int Level2Bytes = 384 << 10;

    /// <summary>Takes about a third of a second.</summary>
    public static Roofline Measure()
    {
        TimeSpan each = TimeSpan.FromMilliseconds(60);
        // The widest vectors are usually the fastest, but not on every processor.
        Roofline best = Width128.IsSupported ? Measure<Vector128<float>, Width128>(128, each) : Measure<float, Width32>(32, each);
        if (Width256.IsSupported)
            best = Better(best, Measure<Vector256<float>, Width256>(256, each));
        if (Width512.IsSupported)
            best = Better(best, Measure<Vector512<float>, Width512>(512, each));
        return best;
    }

    /// <summary>The least seconds that <paramref name="work"/> can take.</summary>
    public double SecondsFor(DenoiserWork work) => Math.Max(work.Flops / FlopsPerSecond, work.Bytes / Level2BytesPerSecond);

    private static Roofline Measure<TVector, TWidth>(int bits, TimeSpan each)
        where TWidth : IVectorWidth<TVector> => new(
            bits,
            MultiplyAddPeak.Measure<TVector, TWidth>(each),
            ReadBandwidth.Measure<TVector, TWidth>(Level1Bytes, each / 2),
            ReadBandwidth.Measure<TVector, TWidth>(Level2Bytes, each / 2));

    private static Roofline Better(Roofline a, Roofline b) => new(
        b.FlopsPerSecond > a.FlopsPerSecond * 1.02 ? b.VectorBits : a.VectorBits,
        Math.Max(a.FlopsPerSecond, b.FlopsPerSecond),
        Math.Max(a.Level1BytesPerSecond, b.Level1BytesPerSecond),
        Math.Max(a.Level2BytesPerSecond, b.Level2BytesPerSecond));
}
