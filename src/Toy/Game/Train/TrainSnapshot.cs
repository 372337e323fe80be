using System.Collections.Immutable;
using Unmask.Model.Diffusion;
using Unmask.Model.Training;

namespace Unmask.Toy.Game.Train;

/// <summary>A training run at one moment; immutable, so the drawing thread may keep it.</summary>
/// <param name="Progress">Steps, loss and speed.</param>
/// <param name="Losses">The recipe's own loss, smoothed, at each look.</param>
/// <param name="HeldOut">The NELBO of some held-out names at each look; empty without held-out names.</param>
/// <param name="Samples">The same seeds' names at this moment.</param>
internal sealed record TrainSnapshot(
    TrainingProgress Progress, ImmutableArray<float> Losses, ImmutableArray<float> HeldOut, ImmutableArray<Board> Samples);
