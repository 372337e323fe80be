using System.Diagnostics;

namespace Unmask.Bench.Measuring;

/// <summary>The least time of a call: the one least disturbed by the machine's other work.</summary>
internal static class LeastTime
{
    /// <summary>Seconds of the fastest of all calls that fit into <paramref name="duration"/>, and of at least three.</summary>
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
