using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unmask.Bench.Measuring;

/// <summary>How fast one core rereads memory: the bandwidth of the cache that holds it.</summary>
internal static class ReadBandwidth
{
    private const int LineBytes = 64;

    /// <summary>Bytes read between two looks at the clock.</summary>
    private const int TurnBytes = 4 << 20;

    /// <summary>Bytes per second, reading <paramref name="bytes"/> (a multiple of 512) again and again.</summary>
    public static double Measure<TVector, TWidth>(int bytes, TimeSpan duration)
        where TWidth : IVectorWidth<TVector>
    {
        int length = bytes / sizeof(float), passes = Math.Max(1, TurnBytes / bytes);
        float[] memory = GC.AllocateArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
        int first = Misalignment(memory);
        float sink = 0;
        double seconds = LeastTime.Seconds(() => sink += Read<TVector, TWidth>(ref memory[first], (nuint)length, passes), duration);
        GC.KeepAlive(sink);
        return (double)bytes * passes / seconds;
    }

    /// <summary>Elements to skip, so that no vector straddles two cache lines.</summary>
    private static unsafe int Misalignment(float[] memory)
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        return (int)(-address & (LineBytes - 1)) / sizeof(float);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read<TVector, TWidth>(ref float memory, nuint length, int passes)
        where TWidth : IVectorWidth<TVector>
    {
        TVector a = TWidth.Create(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
        nuint lanes = (nuint)TWidth.Lanes;
        for (int pass = 0; pass < passes; pass++)
        {
            for (nuint i = 0; i < length; i += 8 * lanes)
            {
                a = TWidth.Add(a, TWidth.Load(ref memory, i));
                b = TWidth.Add(b, TWidth.Load(ref memory, i + lanes));
                c = TWidth.Add(c, TWidth.Load(ref memory, i + (2 * lanes)));
                d = TWidth.Add(d, TWidth.Load(ref memory, i + (3 * lanes)));
                e = TWidth.Add(e, TWidth.Load(ref memory, i + (4 * lanes)));
                f = TWidth.Add(f, TWidth.Load(ref memory, i + (5 * lanes)));
                g = TWidth.Add(g, TWidth.Load(ref memory, i + (6 * lanes)));
                h = TWidth.Add(h, TWidth.Load(ref memory, i + (7 * lanes)));
            }
        }
        a = TWidth.Add(TWidth.Add(a, b), TWidth.Add(c, d));
        e = TWidth.Add(TWidth.Add(e, f), TWidth.Add(g, h));
        return TWidth.Sum(TWidth.Add(a, e));
    }
}
