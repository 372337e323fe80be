namespace Unmask.Model.Learning;

/// <summary>
/// A way to train: objective, noise and optimiser of each step. Stateless: everything depends on the step's number and the random numbers
/// handed in, so a run can be resumed at any step.
/// </summary>
public abstract class Recipe
{
    /// <summary>The name on the command line and in weights files.</summary>
    public abstract string Name { get; }

    /// <summary>Optimiser steps by default.</summary>
    public abstract int DefaultSteps { get; }

    /// <summary>Rows per step by default.</summary>
    public abstract int DefaultBatchSize { get; }

    /// <summary>Whether t/T is an input of the denoiser; otherwise every batch has t = 0, and denoisers are made without a time input.</summary>
    public abstract bool UsesTime { get; }

    /// <summary>Whether the result is the moving average of the weights rather than the last of them.</summary>
    public abstract bool Averages { get; }

    /// <summary>Draws names and noise. Fills every field of <paramref name="batch"/>; allocates nothing.</summary>
    /// <param name="data">The names.</param>
    /// <param name="timesteps">T of the denoiser's noise schedule.</param>
    /// <param name="random">This step's own sequence.</param>
    /// <param name="batch">Receives the rows.</param>
    public abstract void Fill(TrainingData data, int timesteps, ref Xoshiro256 random, Batch batch);

    /// <summary>The optimiser's constants and learning rate.</summary>
    /// <param name="step">0 for the first.</param>
    /// <param name="steps">Planned number of steps.</param>
    public abstract OptimizerStep Optimizer(int step, int steps);
}
