using System.Diagnostics;

namespace Unmask.Bench.Measuring;

/// <summary>The least time that a call took: the one least disturbed by everything else that a machine does.</summary>
internal static class LeastTime
{
    /// <summary>Seconds of the fastest call, of all that fit into <paramref name="duration"/>, and of three at least.</summary>
    public static double Seconds(Action call, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp(), least = long.MaxValue;
        for (int calls = 0; calls < 3 || Stopwatch.GetElapsedTime(start) < duration; calls++)
        {
            long before = Stopwatch.GetTimestamp();
            call();
            least = Math.Min(least, Stopwatch.GetTimestamp() - before);
        }
        return least / (double)Stopwatch.Frequency;
    }
}
