using System.Diagnostics;

namespace Unmask.Toy.Tests;

/// <summary>Waits for what another thread does.</summary>
internal static class Await
{
    public static void Until(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "nothing happened");
            Thread.Sleep(5);
        }
    }
}
