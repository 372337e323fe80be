namespace Unmask.Model.Diffusion;

/// <summary>
/// A counter-based generator: every draw is a pure function of its key, so a replayed game draws the same numbers whatever was drawn
/// before, on any machine and any number of threads. The mixing function is SplitMix64's finaliser (Steele, Lea and Flood 2014),
/// applied once per word of the key.
/// </summary>
public static class CounterRandom
{
    /// <summary>32 uniform bits for draw number <paramref name="draw"/> of move number <paramref name="move"/>.</summary>
    public static uint Bits(ulong seed, int move, int draw) =>
        (uint)(Mix(Mix(Mix(seed) + (uint)move) + (uint)draw) >> 32);

    /// <summary>The seed of the <paramref name="index"/>-th of many independent games under one seed.</summary>
    public static ulong Fork(ulong seed, int index) => Mix(Mix(seed) ^ Mix((uint)index + 1UL));

    /// <summary>The seed that a restart goes on with.</summary>
    public static ulong Next(ulong seed) => Mix(seed ^ 0x756E6D61736BUL);

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15UL;
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ x >> 27) * 0x94D049BB133111EBUL;
        return x ^ x >> 31;
    }
}
