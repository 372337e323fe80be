using System.Collections.Immutable;
using Unmask.Bench.Measuring;

namespace Unmask.Toy.Play.Engine;

/// <summary>One line of measurements.</summary>
/// <param name="What">The denoiser or kernel.</param>
/// <param name="On">The work of one call.</param>
/// <param name="Times">Seconds per call, contender by contender; null while it has not been measured.</param>
internal sealed record EngineLine(string What, string On, ComparedTimes? Times)
{
    /// <summary>There is no other implementation to compare with.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Combined with new times: the least of each.</summary>
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

/// <summary>All measurements up to a moment; immutable.</summary>
/// <param name="PeakFlops">The peak of one core, in floating-point operations per second; 0 before it is measured.</param>
/// <param name="Single">The denoisers on one row.</param>
/// <param name="Batch">The denoisers on a batch.</param>
/// <param name="Kernel">The chosen kernel; null before its first measurement.</param>
internal sealed record EngineFigures(double PeakFlops, ImmutableArray<EngineLine> Single, ImmutableArray<EngineLine> Batch, EngineLine? Kernel)
{
    /// <summary>Complete rounds so far.</summary>
    public int Rounds { get; init; }

    public int Measured => Single.Count(line => line.Times is not null) + Batch.Count(line => line.Times is not null);
}
