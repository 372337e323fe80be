using Unmask.Model.Text;
using System.Collections.Immutable;
using Unmask.Model.Diffusion;
using Unmask.Model.Learning;

namespace Unmask.Toy.Play.Train;

/// <summary>A training run at one moment; immutable, so the drawing thread may keep it.</summary>
/// <param name="Progress">Steps, loss and speed.</param>
/// <param name="Curve">One point for each snapshot so far.</param>
/// <param name="Samples">The names of the same seeds at this moment.</param>
internal sealed record TrainSnapshot(TrainingProgress Progress, ImmutableArray<CurvePoint> Curve, ImmutableArray<Board> Samples)
{
    /// <summary>What the samples are: known by heart, real or new; empty if nobody looked.</summary>
    public ImmutableArray<NoveltyKind> Kinds { get; init; } = [];
}

/// <summary>A point of the curves.</summary>
/// <param name="Step">The training step.</param>
/// <param name="Loss">The recipe's own loss, smoothed.</param>
/// <param name="HeldOut">Nats per held-out name; NaN if no names are held out.</param>
internal readonly record struct CurvePoint(int Step, float Loss, float HeldOut);
