using System.Diagnostics;

namespace Unmask.Bench.Measuring;

/// <summary>
/// Times several implementations side by side. They take turns, so that a slow spell of the machine slows
/// all of them; the fastest turn of each counts.
/// </summary>
public static class Turns
{
    /// <summary>A turn lasts at least this long, so that the clock's resolution does not matter.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMicroseconds(200);

    /// <summary>The JIT replaces its first, unoptimised code about 100 ms after the 30th call (.NET's TieredCompilation defaults).</summary>
    private const int WarmUpCalls = 40;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(150);

    /// <param name="contenders">The implementations; a call does the same work every time.</param>
    /// <param name="duration">How long to measure, warm-up included; at least three turns each.</param>
    /// <param name="cancellation">Ends it early, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The least seconds per call, contender by contender.</returns>
    public static double[] Run(IReadOnlyList<Action> contenders, TimeSpan duration, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        int[] calls = new int[contenders.Count];
        for (int i = 0; i < contenders.Count; i++)
            calls[i] = WarmUp(contenders[i], duration / 4 / contenders.Count, cancellation);

        double[] least = new double[contenders.Count];
        Array.Fill(least, double.PositiveInfinity);
        for (int round = 0; round < 3 || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                least[i] = Math.Min(least[i], SecondsPerCall(contenders[i], calls[i]));
            }
        }
        return least;
    }

    /// <summary>Calls it until it runs at full speed, or for <paramref name="most"/> time at most; returns the calls per turn.</summary>
    private static int WarmUp(Action contender, TimeSpan most, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan elapsed = TimeSpan.Zero;
        for (int call = 0; call == 0 || (elapsed < most && (call < WarmUpCalls || elapsed < WarmUpTime)); call++)
        {
            cancellation.ThrowIfCancellationRequested();
            contender();
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        int calls = 1;
        while (SecondsPerCall(contender, calls) * calls < Turn.TotalSeconds)
        {
            cancellation.ThrowIfCancellationRequested();
            calls *= 2;
        }
        return calls;
    }

    private static double SecondsPerCall(Action contender, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
            contender();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
