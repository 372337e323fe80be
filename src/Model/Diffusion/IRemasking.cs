namespace Unmask.Model.Diffusion;

/// <summary>
/// The rule that masks revealed slots again on the way, so that a letter which no longer fits is thought over. The reverse process then
/// reveals as many more, so that the share of masked slots goes on following the noise schedule (ReMDM, arXiv 2503.00307).
/// </summary>
public interface IRemasking
{
    /// <summary>Its name on the command line and in the panel.</summary>
    string Name { get; }

    /// <summary>What it does, in seven words or fewer.</summary>
    string Summary { get; }

    /// <summary>
    /// Sets the probability σ, 0 to <paramref name="limit"/>, with which each revealed slot returns to MASK when the process goes from a timestep t to
    /// t − 1. An entry of 1 is certain, whatever the limit.
    /// </summary>
    /// <param name="board">The board before the step.</param>
    /// <param name="timestep">t, which may be less than the board's own. It keys this rule's random draws together with the board's seed and moves.</param>
    /// <param name="limit">min(1, (1 − α(t−1)) / α(t)) with α = 1 − mask rate: more would mask more slots than the schedule leaves masked.</param>
    /// <param name="prediction">What the denoiser makes of the board, and its <see cref="Prediction.Introspection"/>.</param>
    /// <param name="rates">Receives σ of every revealed slot <c>[Slots]</c>; zero at first. Entries of other slots are ignored.</param>
    void SetRates(in Board board, int timestep, double limit, Prediction prediction, Span<double> rates);
}
