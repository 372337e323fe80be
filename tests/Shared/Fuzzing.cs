using System.Diagnostics;
using System.Globalization;

namespace Unmask.Tests;

/// <summary>
/// A reader of bytes from outside, held to its promise: whatever it is given, it ends, takes little memory, and either accepts or refuses with one
/// clear line.
/// </summary>
internal static class Fuzzing
{
    /// <summary>What reading one input may allocate.</summary>
    private const long MostBytes = 100 << 20;

    /// <summary>Runs so many times as long as usual where the environment's UNMASK_FUZZ says so.</summary>
    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("UNMASK_FUZZ"), out int times) ? Math.Max(times, 1) : 1;

    /// <summary>Of all inputs of one call; far more than they take, so that it stops only what hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3) * Times;

    /// <summary>Reads damaged copies of <paramref name="samples"/>.</summary>
    /// <param name="samples">Good inputs.</param>
    /// <param name="count">How many damaged ones.</param>
    /// <param name="read">The reader; returns why it refused, or null if it accepted.</param>
    /// <returns>The share that was refused.</returns>
    public static double Run(IReadOnlyList<byte[]> samples, int count, Func<byte[], string?> read)
    {
        int inputs = count * Times, refused = 0;
        long largest = 0;
        Exception? failure = null;
        byte[] current = [];
        var thread = new Thread(() =>
        {
            try
            {
                var mutations = new Mutations(20251125);
                for (int i = 0; i < inputs; i++)
                {
                    current = mutations.Damage(samples[i % samples.Count]);
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    string? message = read(current);
                    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    largest = Math.Max(largest, allocated);
                    Xunit.Assert.True(allocated < MostBytes, $"{allocated:N0} bytes allocated");
                    if (message is null)
                        continue;
                    refused++;
                    Xunit.Assert.False(string.IsNullOrWhiteSpace(message));
                    Xunit.Assert.DoesNotContain('\n', message);
                    Xunit.Assert.True(message.Length < 1000, message);
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
        }) { IsBackground = true };
        var watch = Stopwatch.StartNew();
        thread.Start();
        Xunit.Assert.True(thread.Join(Patience), $"no end with {Convert.ToBase64String(current.AsSpan(0, Math.Min(current.Length, 2000)))}");
        Xunit.Assert.True(failure is null, $"{failure}\nwith {Convert.ToBase64String(current.AsSpan(0, Math.Min(current.Length, 2000)))}");
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{inputs:N0} inputs, {refused:N0} refused, {inputs / watch.Elapsed.TotalSeconds:N0} a second, at most {largest:N0} bytes allocated for one"));
        return (double)refused / inputs;
    }
}
