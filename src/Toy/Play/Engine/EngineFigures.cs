using System.Collections.Immutable;
using Unmask.Bench.Measuring;

namespace Unmask.Toy.Play.Engine;

/// <summary>One measured line.</summary>
/// <param name="What">The denoiser or kernel.</param>
/// <param name="On">What it works on at once.</param>
/// <param name="Times">Seconds per call, contender by contender; null while it has not been measured.</param>
internal sealed record EngineLine(string What, string On, ComparedTimes? Times)
{
    /// <summary>Nobody has written it in another way.</summary>
    public bool IsAlone { get; init; }

    /// <summary>With the least of times so far and new ones.</summary>
    public EngineLine With(ComparedTimes times) => this with
    {
        Times = Times is not { } before ? times : new ComparedTimes(
            Math.Min(before.Loops, times.Loops),
            Math.Min(before.TensorPrimitives, times.TensorPrimitives),
            Math.Min(before.Generated, times.Generated),
            before.OnnxRuntime is { } a && times.OnnxRuntime is { } b ? Math.Min(a, b) : null,
            times.Roofline),
    };
}

/// <summary>All that has been measured at one moment; immutable.</summary>
/// <param name="PeakFlops">What one core can do at most, in operations a second; 0 until it has been measured.</param>
/// <param name="Single">The denoisers on one row.</param>
/// <param name="Batch">The denoisers on many.</param>
/// <param name="Kernel">The kernel that was asked for; null if it has not been looked at yet.</param>
internal sealed record EngineFigures(double PeakFlops, ImmutableArray<EngineLine> Single, ImmutableArray<EngineLine> Batch, EngineLine? Kernel)
{
    /// <summary>Whole rounds so far.</summary>
    public int Rounds { get; init; }

    public int Measured => Single.Count(line => line.Times is not null) + Batch.Count(line => line.Times is not null);
}
