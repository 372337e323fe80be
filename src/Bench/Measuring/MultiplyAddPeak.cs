using System.Runtime.CompilerServices;

namespace Unmask.Bench.Measuring;

/// <summary>Peak floating-point operations per second of one core: multiply-adds on registers, two operations each.</summary>
internal static class MultiplyAddPeak
{
    /// <summary>
    /// Independent sums: enough to hide a latency of four cycles at two multiply-adds per cycle, and few enough for the 16 registers of
    /// instruction sets before AVX-512, constants included.
    /// </summary>
    private const int Sums = 12;

    private const int Rounds = 20_000;

    /// <summary>Operations per second.</summary>
    public static double Measure<TVector, TWidth>(TimeSpan duration)
        where TWidth : IVectorWidth<TVector>
    {
        float sink = 0;
        double seconds = LeastTime.Seconds(() => sink += Run<TVector, TWidth>(), duration);
        GC.KeepAlive(sink);
        return 2.0 * Rounds * Sums * TWidth.Lanes / seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run<TVector, TWidth>()
        where TWidth : IVectorWidth<TVector>
    {
        // Each sum approaches 0.5 / (1 - 0.5): no overflow, no denormals.
        TVector x = TWidth.Create(0.5f);
        TVector a = TWidth.Create(1), b = TWidth.Create(2), c = TWidth.Create(3), d = TWidth.Create(4), e = TWidth.Create(5), f = TWidth.Create(6);
        TVector g = TWidth.Create(7), h = TWidth.Create(8), i = TWidth.Create(9), j = TWidth.Create(10), k = TWidth.Create(11), l = TWidth.Create(12);
        for (int round = 0; round < Rounds; round++)
        {
            a = TWidth.MultiplyAdd(a, x, x);
            b = TWidth.MultiplyAdd(b, x, x);
            c = TWidth.MultiplyAdd(c, x, x);
            d = TWidth.MultiplyAdd(d, x, x);
            e = TWidth.MultiplyAdd(e, x, x);
            f = TWidth.MultiplyAdd(f, x, x);
            g = TWidth.MultiplyAdd(g, x, x);
            h = TWidth.MultiplyAdd(h, x, x);
            i = TWidth.MultiplyAdd(i, x, x);
            j = TWidth.MultiplyAdd(j, x, x);
            k = TWidth.MultiplyAdd(k, x, x);
            l = TWidth.MultiplyAdd(l, x, x);
        }
        a = TWidth.Add(TWidth.Add(TWidth.Add(a, b), TWidth.Add(c, d)), TWidth.Add(e, f));
        g = TWidth.Add(TWidth.Add(TWidth.Add(g, h), TWidth.Add(i, j)), TWidth.Add(k, l));
        return TWidth.Sum(TWidth.Add(a, g));
    }
}
