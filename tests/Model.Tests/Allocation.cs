namespace Unmask.Model.Tests;

/// <summary>Measures what code allocates on this thread.</summary>
internal static class Allocation
{
    /// <summary>
    /// Bytes allocated by <paramref name="action"/>: the least of several runs, because the runtime itself allocates now and then, e.g. for a type's
    /// first use.
    /// </summary>
    public static long Of(Action action)
    {
        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
