using Unmask.Model.Text;

namespace Unmask.Model.Learning;

/// <summary>Settings of a training run.</summary>
/// <param name="Recipe">Objective, noise and optimiser.</param>
/// <param name="Steps">Optimiser steps.</param>
/// <param name="BatchSize">Rows per step.</param>
/// <param name="Seed">Of the batches. The denoiser's initial weights are its maker's; give them the same seed.</param>
/// <param name="Output">Where the weights go when training ends; null keeps them in memory only.</param>
public sealed record TrainingOptions(Recipe Recipe, int Steps, int BatchSize, ulong Seed = 0, string? Output = null)
{
    /// <summary>The recipe's own number of steps and batch size.</summary>
    public TrainingOptions(Recipe recipe) : this(recipe, recipe.DefaultSteps, recipe.DefaultBatchSize)
    {
    }

    /// <summary>
    /// The part of the training set that is trained on; all of it if null. By default the rest is held out, to be evaluated on.
    /// </summary>
    public Split? Split { get; init; } = Text.Split.Train;

    /// <summary>Another weight decay than the recipe's: each step takes this times the learning rate off every weight of a matrix. Null for the recipe's.</summary>
    public float? WeightDecay { get; init; }

    /// <summary>
    /// The weights that result are rounded to multiples of 2⁻ᵇ, for b bits: 0 to 23. With seven, a file compresses to a third, for at most 0.003 nats (docs/log.md). Null
    /// keeps them.
    /// </summary>
    public int? FractionBits { get; init; }

    /// <summary>Whose predictions are learned; null for none: the names' own symbols.</summary>
    public Teacher? Teacher { get; init; }

    /// <summary>What becomes of other weights that lie at the output already.</summary>
    public FormerWeights Former { get; init; } = FormerWeights.Refuse;

    /// <summary>The least time between two progress snapshots.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Steps between two copies of the weights that a diverging run falls back on.</summary>
    public int KeepInterval { get; init; } = 250;

    /// <summary>
    /// The least time between two checkpoints, which are written when a copy of the weights is kept. They lie beside the output and go when
    /// it is complete; without an output there are none.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(15);
}
