using Unmask.Model.Arithmetic;

namespace Unmask.Model.Diffusion;

/// <summary>
/// The cosine noise schedule of the seed: the mask rate at timestep t of T is 1 − cos²(((t/T) + 0.008) / 1.008 · π/2)
/// (after Nichol and Dhariwal 2021, arXiv 2102.09672). It rises from about 0 at t = 0 to 1 at t = T.
/// </summary>
public static class NoiseSchedule
{
    private const double Offset = 0.008;

    /// <summary>The share of slots that are masked at timestep <paramref name="t"/> of <paramref name="timesteps"/>.</summary>
    public static double MaskRate(int t, int timesteps)
    {
        double cosine = Cosine.OfQuarterTurns(((double)t / timesteps + Offset) / (1 + Offset));
        return 1 - cosine * cosine;
    }

    /// <summary>
    /// The timestep whose mask rate comes nearest to <paramref name="masked"/> of <paramref name="slots"/> slots: what t is after a
    /// player's edit. 0 if nothing is masked, otherwise at least 1.
    /// </summary>
    public static int TimestepFor(int masked, int slots, int timesteps)
    {
        if (masked == 0)
            return 0;
        int nearest = timesteps;
        double least = double.MaxValue;
        for (int t = timesteps; t >= 1; t--)
        {
            double distance = Math.Abs(MaskRate(t, timesteps) * slots - masked);
            if (distance < least)
                (least, nearest) = (distance, t);
        }
        return nearest;
    }

    /// <summary>t/T of <see cref="TimestepFor"/>: a denoiser's time input for a row with that many masked slots.</summary>
    public static float TimeFor(int masked, int slots, int timesteps) => (float)TimestepFor(masked, slots, timesteps) / timesteps;

    /// <summary>
    /// How many of <paramref name="masked"/> slots stay masked when the reverse process goes from <paramref name="t"/> to t − 1:
    /// the seed's ⌊masked · rate(t−1) / rate(t)⌋, and none at the last step.
    /// </summary>
    public static int Keep(int masked, int t, int timesteps) =>
        t <= 1 ? 0 : Math.Min(masked, (int)(masked * MaskRate(t - 1, timesteps) / MaskRate(t, timesteps)));

    /// <summary>Whether every step from <paramref name="t"/> on reveals one slot: then no slots are drawn that do not see each other.</summary>
    /// <param name="masked">Slots that are masked at <paramref name="t"/>.</param>
    /// <param name="t">The timestep.</param>
    /// <param name="timesteps">T of the noise schedule.</param>
    public static bool IsOneByOne(int masked, int t, int timesteps)
    {
        // The end of a name settles slots too, so at each timestep there may be fewer; of those no more than one is revealed either.
        for (; masked > 1; masked--, t--)
        {
            if (Keep(masked, t, timesteps) != masked - 1)
                return false;
        }
        return true;
    }

    /// <summary>The fewest steps with which every step reveals one slot, whatever the player has edited: without remasking, more of them change nothing.</summary>
    /// <param name="slots">Slots of a row.</param>
    public static int StepsOneByOne(int slots)
    {
        int steps = slots;
        while (!Enumerable.Range(1, slots).All(masked => IsOneByOne(masked, TimestepFor(masked, slots, steps), steps)))
            steps++;
        return steps;
    }
}
