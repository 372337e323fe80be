using System.Diagnostics;

namespace Unmask.Bench.Measuring;

/// <summary>
/// Times several ways of doing the same thing side by side: they take turns, so that whatever slows the machine for a while slows them
/// all, and the fastest of each one's turns counts.
/// </summary>
public static class Turns
{
    /// <summary>A turn lasts at least this long, so that the clock's resolution does not matter.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMicroseconds(200);

    /// <summary>The JIT replaces its first, unoptimised code some 100 ms after that has been called 30 times.</summary>
    private const int WarmUpCalls = 40;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(150);

    /// <param name="contenders">What to time; each call does the same work every time.</param>
    /// <param name="duration">How long the race lasts, warm-up included; three turns each at least.</param>
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

    /// <summary>Calls it until it runs at full speed, or for <paramref name="most"/> time; says how many calls make a turn.</summary>
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
