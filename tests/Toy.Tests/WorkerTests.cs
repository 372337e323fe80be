using System.Globalization;
using Unmask.Toy.Play;

namespace Unmask.Toy.Tests;

public class WorkerTests
{
    [Fact]
    public void Neither_beginning_nor_ending_waits_and_a_job_follows_another_only_after_its_end()
    {
        using var worker = new Worker("test");
        using var release = new ManualResetEventSlim();
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        worker.Begin(_ =>
        {
            release.Wait(CancellationToken.None);
            order.Enqueue("first");
        });
        worker.End();
        Assert.True(worker.IsBusy);
        Assert.False(worker.IsRunning);
        worker.Begin(_ => order.Enqueue("second"));
        Assert.Empty(order);
        release.Set();
        Await.Until(() => !worker.IsBusy);
        Assert.Equal(["first", "second"], order);
    }

    [Fact]
    public void Its_threads_and_those_that_they_start_give_way_to_the_window()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "niceness is Linux'");
        using var worker = new Worker("test");
        int own = 0, child = 0;
        worker.Begin(_ =>
        {
            own = Niceness();
            var thread = new Thread(() => child = Niceness());
            thread.Start();
            thread.Join();
        });
        Await.Until(() => !worker.IsBusy);
        Assert.Equal((10, 10), (own, child));
        Assert.NotEqual(10, Niceness());
    }

    /// <summary>The 19th field of the thread's own statistics; the name before it is in brackets.</summary>
    private static int Niceness()
    {
        string line = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
