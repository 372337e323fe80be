using Unmask.Model.Tensors;

namespace Unmask.Model.Learning;

/// <summary>Why a training run ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All steps were done.</summary>
    Completed,

    /// <summary>Stopped between two steps; what was learned is kept.</summary>
    Cancelled,

    /// <summary>The loss became NaN, infinite, or far worse than guessing; the last good weights are kept.</summary>
    Diverged,
}

/// <summary>How a training run ended.</summary>
/// <param name="Outcome">Why it ended.</param>
/// <param name="Weights">The result, with metadata on how it was made.</param>
/// <param name="Step">The steps that made <paramref name="Weights"/>: fewer than <paramref name="Progress"/> says if the run
///   diverged.</param>
/// <param name="Progress">The run's last moment.</param>
/// <param name="IsSaved">Whether the output holds <paramref name="Weights"/>: not without an output, nor if an unfinished run left other weights there alone.</param>
public sealed record TrainingResult(TrainingOutcome Outcome, WeightSet Weights, int Step, TrainingProgress Progress, bool IsSaved);
