namespace Unmask.Model.Learning;

/// <summary>A moment of a training run; immutable, so any thread may keep it.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps planned.</param>
/// <param name="Loss">The recipe's own loss, smoothed.</param>
/// <param name="NamesPerSecond">Since the run began.</param>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="Left">Until it ends, at this speed.</param>
public sealed record TrainingProgress(int Step, int Steps, double Loss, double NamesPerSecond, TimeSpan Elapsed, TimeSpan Left);
