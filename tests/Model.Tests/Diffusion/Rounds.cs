namespace Unmask.Model.Tests.Diffusion;

/// <summary>How often a property is tried: all rounds in a test run, a few while scripts/mutation.sh runs the tests a thousand times.</summary>
internal static class Rounds
{
    /// <summary>Whether scripts/mutation.sh runs the tests: what takes long with mutants stays out.</summary>
    public static readonly bool IsMutating = Environment.GetEnvironmentVariable("UNMASK_MUTATION") == "true";

    /// <param name="rounds">Rounds of a test run.</param>
    /// <param name="share">One in so many of them is left while code is mutated.</param>
    public static int Of(int rounds, int share = 50) => IsMutating ? Math.Max(rounds / share, 15) : rounds;
}
