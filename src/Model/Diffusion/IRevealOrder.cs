namespace Unmask.Model.Diffusion;

/// <summary>The rule that picks which masked slots are revealed next.</summary>
public interface IRevealOrder
{
    /// <summary>Its name on the command line and in the panel.</summary>
    string Name { get; }

    /// <summary>What it does, in seven words or fewer.</summary>
    string Summary { get; }

    /// <summary>
    /// Scores depend on random draws, not on the state alone. Only an order without draws takes exactly one path to a name, so that the name's
    /// likelihood is exact (<c>OrderLikelihood</c>).
    /// </summary>
    bool IsDrawn => false;

    /// <summary>The score of a masked slot; the highest scores are revealed first, the leftmost of equals.</summary>
    /// <param name="board">The board before the step.</param>
    /// <param name="slot">A masked slot of it.</param>
    /// <param name="prediction">
    /// What the denoiser makes of the board; <see cref="Prediction.Probabilities"/> is the slot's distribution <c>[Symbols]</c> under temperature
    /// and constraints.
    /// </param>
    double Score(in Board board, int slot, Prediction prediction);

    /// <summary>How many slots the step reveals. An order that leaves this out follows the noise schedule.</summary>
    /// <param name="board">The board before the step.</param>
    /// <param name="ranked">All masked slots, highest score first.</param>
    /// <param name="scheduled">
    /// What the noise schedule asks for, which with remasking can be 0. At least one slot is revealed, in the last step all of them, and with remasking
    /// never fewer than scheduled: so every game ends within its steps.
    /// </param>
    /// <param name="prediction">What the denoiser makes of the board.</param>
    int Count(in Board board, ReadOnlySpan<int> ranked, int scheduled, Prediction prediction) => scheduled;

    /// <summary>The steps that are left at least after a player's edit, 1 to the settings' number of steps, so that the order can go on as it is meant to.</summary>
    /// <param name="board">A board with masked slots.</param>
    int FewestSteps(in Board board) => 1;

    /// <summary>The steps that a game takes if nobody says otherwise.</summary>
    /// <param name="timesteps">As many as the denoiser was trained with.</param>
    int UsualSteps(int timesteps) => timesteps;

    /// <summary>The steps beyond which more change nothing, without remasking and under a denoiser that takes no time.</summary>
    /// <param name="slots">Slots of a row.</param>
    int MostSteps(int slots) => NoiseSchedule.StepsOneByOne(slots);
}
