namespace Unmask.Tests;

/// <summary>
/// A reader of bytes from outside, held to its promise: whatever it is given, it ends, takes little memory, and either accepts or refuses with one
/// clear line.
/// </summary>
internal static class Fuzzing
{
    /// <summary>What reading one input may allocate.</summary>
    private const long MostBytes = 100 << 20;

    /// <summary>Of all inputs of one call; far more than they take, so that it stops only what hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Reads damaged copies of <paramref name="samples"/>.</summary>
    /// <param name="samples">Good inputs.</param>
    /// <param name="count">How many damaged ones.</param>
    /// <param name="read">The reader; returns why it refused, or null if it accepted.</param>
    /// <returns>How many were refused.</returns>
    public static int Run(IReadOnlyList<byte[]> samples, int count, Func<byte[], string?> read)
    {
        int refused = 0;
        Exception? failure = null;
        byte[] current = [];
        var thread = new Thread(() =>
        {
            try
            {
                var mutations = new Mutations(20251125);
                for (int i = 0; i < count; i++)
                {
                    current = mutations.Damage(samples[i % samples.Count]);
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    string? message = read(current);
                    long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
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
        thread.Start();
        Xunit.Assert.True(thread.Join(Patience), $"no end with {Convert.ToBase64String(current.AsSpan(0, Math.Min(current.Length, 2000)))}");
        Xunit.Assert.True(failure is null, $"{failure}\nwith {Convert.ToBase64String(current.AsSpan(0, Math.Min(current.Length, 2000)))}");
        return refused;
    }
}
