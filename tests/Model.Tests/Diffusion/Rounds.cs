namespace Unmask.Model.Tests.Diffusion;

/// <summary>How often a property is tried: all rounds in a test run, a few while scripts/mutation.sh runs the tests a thousand times.</summary>
internal static class Rounds
{
    private static readonly bool IsMutating = Environment.GetEnvironmentVariable("UNMASK_MUTATION") == "true";

    public static int Of(int rounds) => IsMutating ? Math.Max(rounds / 10, 15) : rounds;
}
