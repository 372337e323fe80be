using Unmask.Model.Denoisers;
using Unmask.Model.Weights;
using Unmask.Peers.Measuring;
using Unmask.Toy.Catalog;

namespace Unmask.Toy.Game.Engine;

/// <summary>One measured line.</summary>
/// <param name="What">The denoiser, and how many rows at once.</param>
/// <param name="Times">Seconds per call, contender by contender; null while it has not been measured.</param>
internal sealed record EngineLine(string What, ComparedTimes? Times);

/// <summary>
/// Measures in short rounds on a thread of its own, again and again while someone looks: every round keeps the least times so far, so the figures
/// settle. Nothing runs while nobody looks.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Its source holds no timer and no handle; the scene ends the thread.")]
internal sealed class EngineWorker
{
    /// <summary>Half way through the noise.</summary>
    private const float Time = 0.5f;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(300);

    private CancellationTokenSource? stop;
    private Thread? thread;
    private volatile EngineLine[] lines;
    private volatile Roofline? roofline;
    private volatile int rounds;

    public EngineWorker()
    {
        lines = [.. DenoiserCatalog.Kinds.Where(kind => HasPeers(kind.Name)).SelectMany(kind =>
            (EngineLine[])[new(kind.Name + ", 1 row", null), new($"{kind.Name}, {BenchmarkRows.BatchRows} rows", null)])];
    }

    /// <summary>The least times so far; a new array after every measurement.</summary>
    public EngineLine[] Lines => lines;

    /// <summary>What this machine could do at best; null until it has been measured.</summary>
    public Roofline? Roofline => roofline;

    /// <summary>Whole rounds so far.</summary>
    public int Rounds => rounds;

    public void Start()
    {
        if (thread is { IsAlive: true })
            return;
        stop = new CancellationTokenSource();
        CancellationToken cancellation = stop.Token;
        thread = new Thread(() => Measure(cancellation)) { IsBackground = true, Name = "measuring" };
        thread.Start();
    }

    public void Stop()
    {
        stop?.Cancel();
        thread?.Join();
    }

    /// <summary>Only what there is another implementation of can be compared.</summary>
    private static bool HasPeers(string architecture) => architecture is "mlp" or "residual" or "transformer";

    private void Measure(CancellationToken cancellation)
    {
        List<(BenchmarkRows Rows, DenoiserComparison Comparison)> all = [];
        try
        {
            roofline ??= Peers.Measuring.Roofline.Measure();
            while (true)
            {
                int line = 0, at = 0;
                foreach (DenoiserKind kind in DenoiserCatalog.Kinds.Where(kind => HasPeers(kind.Name)))
                {
                    if (at == all.Count)
                    {
                        WeightSet weights = WeightsFile.LoadBuiltIn(kind.Name);
                        IDenoiser denoiser = kind.Factory.Create(weights);
                        all.Add((new BenchmarkRows(denoiser), new DenoiserComparison(denoiser, weights)));
                    }
                    (BenchmarkRows rows, DenoiserComparison comparison) = all[at++];
                    Keep(line++, comparison.CompareRowByRow(rows.Singles, Time, roofline, Round, cancellation));
                    Keep(line++, comparison.CompareBatch(rows.Batch, Time, roofline, Round, cancellation));
                }
                rounds++;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
        finally
        {
            foreach ((_, DenoiserComparison comparison) in all)
                comparison.Dispose();
        }
    }

    private void Keep(int line, ComparedTimes times)
    {
        EngineLine[] next = [.. lines];
        ComparedTimes least = next[line].Times is { } before
            ? new ComparedTimes(
                Math.Min(before.Loops, times.Loops),
                Math.Min(before.TensorPrimitives, times.TensorPrimitives),
                Math.Min(before.Generated, times.Generated),
                before.OnnxRuntime is { } a && times.OnnxRuntime is { } b ? Math.Min(a, b) : null,
                times.Roofline)
            : times;
        next[line] = next[line] with { Times = least };
        lines = next;
    }
}
